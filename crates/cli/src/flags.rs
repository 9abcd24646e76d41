//! The operations as words of the command line: every field of an input is a flag.

mod field;
mod given;

use clap::{Arg, ArgAction, ArgMatches, Command};
use desk::{
    operation::{Effect, Entry},
    operations::OPERATIONS,
};

use field::{Field, Takes};
pub(crate) use given::input;

/// The name of the argument that takes a whole input.
const WHOLE: &str = "JSON";

/// Puts every operation under `call`.
pub(crate) fn with_operations(command: Command) -> Command {
    command.mut_subcommand("call", |call| call.subcommands(OPERATIONS.iter().map(|entry| operation(*entry))))
}

/// The flag of a field, however deep it stands; none when the input was typed as a whole.
pub(crate) fn of_field(entry: &dyn Entry, typed: &ArgMatches, name: &str) -> Option<String> {
    let is_meant = |field: &Field| field.id() == name || field.path.last().is_some_and(|last| last == name);
    let fields = Field::all(entry.input().schema());
    fields.iter().find(|field| !typed.contains_id(WHOLE) && is_meant(field)).map(Field::flag)
}

fn operation(entry: &dyn Entry) -> Command {
    let whole = Arg::new(WHOLE).help("The input as a JSON object; - reads it from standard input, @PATH from a file. Flags go before it");
    let description = entry.description().replace('\n', " ");
    Command::new(entry.name())
        .about(description.split_inclusive(". ").next().unwrap_or_default().trim().to_owned())
        .long_about(description)
        .after_help(effect(entry.effect()))
        .arg(whole)
        .args(Field::all(entry.input().schema()).iter().map(flag))
}

fn flag(field: &Field) -> Arg {
    let arg = Arg::new(field.id()).long(field.flag()).help(field.help.clone()).action(match field.many {
        true => ArgAction::Append,
        false => ArgAction::Set,
    });
    let arg = if field.flag() == field.id() { arg } else { arg.alias(field.id()) };
    match field.takes {
        Takes::Switch => arg.num_args(0..=1).require_equals(true).default_missing_value("true").value_name("true|false"),
        Takes::Whole | Takes::Number => arg.allow_negative_numbers(true).value_name("NUMBER"),
        Takes::Json => arg.value_name("JSON|@PATH"),
        Takes::Text => arg.value_name("TEXT"),
        Takes::Words => arg.value_name("WORD"),
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "It reads only.",
        Effect::Write => "It changes what the team sees; no customer is told.",
        Effect::Send => "A customer gets it: you are asked first, unless --yes is given.",
        Effect::Delete => "It takes something away: you are asked first, unless --yes is given.",
    }
}
