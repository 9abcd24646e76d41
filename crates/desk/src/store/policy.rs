//! What agents may do, how much they did, and what they have read.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Row, params};

use super::{Reader, Writer, fault, settings::Setting, threads::time};
use crate::{
    error::Result,
    policy::{Decision, Limits, Place, Rule, Scope},
};

/// What a person said about all of a project's agents, apart from single conversations.
#[derive(Debug, Clone, Default)]
pub struct KeptPolicy {
    rules: Vec<Rule>,
    paused: bool,
}

impl Writer<'_> {
    /// Puts what was said in an earlier store into a new one.
    pub fn restore_policy(&self, kept: &KeptPolicy, now: Timestamp) -> Result<()> {
        kept.rules.iter().try_for_each(|rule| self.set_rule(&rule.scope, rule.decision, None, now))?;
        self.pause_agents(kept.paused)
    }

    /// Sets what a rule of this scope says; an allowance stands beside it.
    pub fn set_rule(&self, scope: &Scope, decision: Decision, until: Option<Timestamp>, now: Timestamp) -> Result<()> {
        self.clear_rule(scope, until.is_some())?;
        let sql = "INSERT INTO rules (client_id, operation, phone_number_id, thread_id, decision, until, set_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let until = until.map(Timestamp::as_millisecond);
        let set = params![
            scope.client_id,
            scope.operation,
            scope.phone_number_id,
            scope.thread_id,
            decision.as_str(),
            until,
            now.as_millisecond()
        ];
        self.run(sql, set)?;
        Ok(())
    }

    /// Takes the rule of exactly this scope away, or the allowance.
    pub fn clear_rule(&self, scope: &Scope, allowance: bool) -> Result<bool> {
        let sql = "DELETE FROM rules WHERE client_id IS ?1 AND operation IS ?2 AND phone_number_id IS ?3 AND thread_id IS ?4 AND (until IS NOT NULL) = ?5";
        Ok(self.run(sql, params![scope.client_id, scope.operation, scope.phone_number_id, scope.thread_id, allowance])? > 0)
    }

    /// Takes one rule or allowance away. False when there is none.
    pub fn remove_rule(&self, id: i64) -> Result<bool> {
        Ok(self.run("DELETE FROM rules WHERE id = ?1", [id])? > 0)
    }

    /// Takes every allowance away, as quitting does.
    pub fn end_allowances(&self) -> Result<()> {
        self.run("DELETE FROM rules WHERE until IS NOT NULL", [])?;
        Ok(())
    }

    /// Makes all agents read-only, or not any more.
    pub fn pause_agents(&self, paused: bool) -> Result<()> {
        self.set(Setting::AgentsPaused, if paused { "1" } else { "0" })
    }

    /// Sets a client's limits. False when there is no such client.
    pub fn set_limits(&self, client_id: i64, limits: Limits) -> Result<bool> {
        let sql = "UPDATE clients SET sends_per_minute = ?2, new_recipients_per_day = ?3 WHERE id = ?1 AND revoked_at IS NULL";
        Ok(self.run(sql, params![client_id, limits.sends_per_minute, limits.new_recipients_per_day])? > 0)
    }
}

impl Reader<'_> {
    /// Every rule and allowance, oldest first.
    pub fn rules(&self) -> Result<Vec<Rule>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM rules ORDER BY id").map_err(fault)?;
        statement.query_map([], rule).and_then(Iterator::collect).map_err(fault)
    }

    /// What outlives this store: no allowance, and nothing about a conversation, whose number means another one in a new store.
    pub fn kept_policy(&self) -> Result<KeptPolicy> {
        let mut rules = self.rules()?;
        rules.retain(|rule| rule.until.is_none() && rule.scope.thread_id.is_none());
        Ok(KeptPolicy { rules, paused: self.agents_paused()? })
    }

    /// Whether all agents are read-only.
    pub fn agents_paused(&self) -> Result<bool> {
        Ok(self.setting(Setting::AgentsPaused)?.as_deref() == Some("1"))
    }

    /// Whether one more message of a client to this thread is within its limits. What it sent is counted in the outbox,
    /// which outlives every restart.
    pub fn is_within_limits(&self, client_id: i64, thread_id: i64, now: Timestamp) -> Result<bool> {
        let since = |span| now.checked_sub(span).unwrap_or(now).as_millisecond();
        let sql = "SELECT sends_per_minute, new_recipients_per_day,
                     (SELECT count(*) FROM outbox WHERE client_id = ?1 AND created_at > ?3),
                     (SELECT count(*) FROM (SELECT min(created_at) AS first FROM outbox WHERE client_id = ?1 GROUP BY thread_id) WHERE first > ?4),
                     NOT EXISTS (SELECT 1 FROM outbox WHERE client_id = ?1 AND thread_id = ?2)
                   FROM clients WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let times = params![client_id, thread_id, since(SignedDuration::from_secs(60)), since(SignedDuration::from_hours(24))];
        let within = |row: &Row<'_>| {
            let limits = Limits { sends_per_minute: row.get(0)?, new_recipients_per_day: row.get(1)? };
            Ok(limits.allow(row.get(2)?, row.get(3)?, row.get(4)?))
        };
        statement.query_row(times, within).map_err(fault)
    }

    /// Sends of agents that have not begun to leave.
    pub fn agents_waiting_sends(&self) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM outbox WHERE client_id IS NOT NULL AND state IN ('held', 'queued')";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }

    /// Where a thread is.
    pub fn place_of_thread(&self, thread_id: i64) -> Result<Place> {
        let sql = "SELECT phone_number_id FROM threads WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut numbers = statement.query_map([thread_id], |row| row.get(0)).map_err(fault)?;
        let phone_number_id = numbers.next().transpose().map_err(fault)?;
        Ok(Place { phone_number_id, thread_id: Some(thread_id) })
    }
}

fn rule(row: &Row<'_>) -> rusqlite::Result<Rule> {
    Ok(Rule {
        id: row.get("id")?,
        scope: Scope {
            client_id: row.get("client_id")?,
            operation: row.get("operation")?,
            phone_number_id: row.get("phone_number_id")?,
            thread_id: row.get("thread_id")?,
        },
        decision: Decision::of_word(row.get_ref("decision")?.as_str()?),
        until: row.get::<_, Option<i64>>("until")?.map(time),
    })
}
