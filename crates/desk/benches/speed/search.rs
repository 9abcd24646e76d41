//! Search, beside what a bare full-text index and a scan of the table take for the same questions.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use desk::{desk::Desk, search::Query};
use rusqlite::Connection;
use serde_json::json;

use crate::{
    ask,
    figures::Figures,
    filled::Filled,
    table::Table,
    talk::{Dice, said, sentence, word},
};

/// The kinds of questions in the mix, in turn.
const KINDS: [&str; 7] =
    ["a rare word", "a common word", "two words", "a word's first four letters", "its first letter", "its first two", "its first three"];
/// Questions of the mix.
const QUESTIONS: u32 = 700;
/// How many of them the scan is asked, which takes seconds for each; none of fewer than four letters, which nearly every text has.
const SCANNED: usize = 12;
/// Hits a page.
const HITS: u32 = 20;

pub(crate) async fn measure(filled: &Filled, messages: u32, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let questions: Vec<String> = (0..QUESTIONS).map(|number| question(number, messages)).collect();
    let taken = ours(&filled.desk, &questions).await?;
    let mix = Figures::of(taken.clone());
    let bare = bare(&questions, messages)?;
    for (kind, name) in KINDS.into_iter().enumerate() {
        let figures = Figures::of(taken.iter().skip(kind).step_by(KINDS.len()).copied().collect());
        table.beside(&format!("{name}: p50, p99"), format!("{:.1?}, {:.1?}", figures.p50(), figures.p99()));
    }
    let scan = scan(filled, &questions)?;
    let (p50, p99) = (mix.p50(), mix.p99());
    let (of_p50, of_p99) = (ratio(p50, bare.p50()), ratio(p99, bare.p99()));
    table.must("search_messages, p50 over the mix", "< 1 ms", format!("{p50:.1?}"), p50 < Duration::from_millis(1));
    table.must("search_messages, p99 over the mix", "< 20 ms", format!("{p99:.1?}"), p99 < Duration::from_millis(20));
    table.must("  p50 against bare FTS5", "<= 2 times", format!("{of_p50:.2}"), of_p50 <= 2.0);
    table.must("  p99 against bare FTS5", "<= 2 times", format!("{of_p99:.2}"), of_p99 <= 2.0);
    table.beside("bare FTS5, unencrypted: p50, p99", format!("{:.1?}, {:.1?}", bare.p50(), bare.p99()));
    let slower = ratio(scan.p50(), p50);
    table.must("the same words by LIKE, p50", ">= 100 times slower", format!("{slower:.0} times ({:.1?})", scan.p50()), slower >= 100.0);
    Ok(())
}

/// What somebody looks for who remembers a message.
fn question(number: u32, messages: u32) -> String {
    let mut dice = Dice::new(u64::from(number) ^ 0x0A5C);
    let message = u32::try_from(dice.roll(u64::from(messages))).unwrap_or(0);
    let mut ranks = said(message);
    ranks.sort_unstable();
    let begun = |letters: usize| {
        let middle = ranks.get(ranks.len() / 2).copied().map(word).unwrap_or_default();
        middle.chars().take(letters).collect()
    };
    match number % 7 {
        0 => ranks.last().copied().map(word).unwrap_or_default(),
        1 => ranks.first().copied().map(word).unwrap_or_default(),
        2 => ranks.iter().rev().take(2).copied().map(word).collect::<Vec<_>>().join(" "),
        3 => begun(4),
        4 => begun(1),
        5 => begun(2),
        _ => begun(3),
    }
}

async fn ours(desk: &Desk, questions: &[String]) -> Result<Vec<Duration>, Box<dyn Error>> {
    for question in questions.iter().take(20) {
        ask(desk, "whatsapp_search_messages", json!({ "query": question })).await?;
    }
    let mut taken = Vec::new();
    for question in questions {
        let start = Instant::now();
        let answer = ask(desk, "whatsapp_search_messages", json!({ "query": question })).await?;
        taken.push(start.elapsed());
        if answer.pointer("/hits/0").is_none() {
            return Err(format!("nothing was found: {question}").into());
        }
    }
    Ok(taken)
}

/// The same texts in an index as the documentation of FTS5 makes one, asked with the same expressions, ranked.
fn bare(questions: &[String], messages: u32) -> Result<Figures, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let index = Connection::open(folder.path().join("bare.sqlite"))?;
    index.execute_batch("PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE bare USING fts5(text);")?;
    for first in (0..messages).rev().step_by(10_000) {
        let transaction = index.unchecked_transaction()?;
        let mut insert = transaction.prepare_cached("INSERT INTO bare (text) VALUES (?1)")?;
        for number in (first.saturating_sub(9_999)..=first).rev() {
            insert.execute([sentence(number)])?;
        }
        drop(insert);
        transaction.commit()?;
    }
    let mut select = index.prepare("SELECT rowid, text FROM bare WHERE bare MATCH ?1 ORDER BY rank LIMIT ?2")?;
    let mut taken = Vec::new();
    for question in questions {
        let expression = Query::parse(question).expression();
        let start = Instant::now();
        let rows = select.query_map((&expression, HITS), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let _found: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        taken.push(start.elapsed());
    }
    Ok(Figures::of(taken))
}

/// The same words looked for in every text of the store, newest first.
fn scan(filled: &Filled, questions: &[String]) -> Result<Figures, Box<dyn Error>> {
    let store = open(filled)?;
    let mut select = store.prepare("SELECT id, text FROM messages WHERE lower(text) LIKE '%' || ?1 || '%' ORDER BY at DESC LIMIT ?2")?;
    let mut taken = Vec::new();
    for question in questions.iter().filter(|question| question.chars().count() >= 4).take(SCANNED) {
        let start = Instant::now();
        let rows = select.query_map((question.replace(' ', "%"), HITS), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let _found: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        taken.push(start.elapsed());
    }
    Ok(Figures::of(taken))
}

fn open(filled: &Filled) -> Result<Connection, Box<dyn Error>> {
    let store = Connection::open(&filled.path)?;
    store.execute_batch(&format!("PRAGMA key = \"x'{}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256", filled.key))?;
    Ok(store)
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
