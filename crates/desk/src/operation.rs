//! What an operation is, and its erasure for the table.

mod answer;
pub(crate) mod room;
mod subject;

pub use answer::Answer;
pub(crate) use subject::changed;
pub use subject::{Act, Seal, Subject};

use std::{future::Future, pin::Pin, sync::OnceLock};

use jiff::Timestamp;
use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{brief::Brief, caller::Caller, engine::Engine, error::Result, input::Input, values::ResponseFormat};

/// One thing that a face can ask for. The struct's fields are its input; the struct's doc comment is its description.
pub trait Operation: DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// The name that every face uses.
    const NAME: &'static str;
    /// A few words for menus and tool lists.
    const TITLE: &'static str;
    /// What it does to the world.
    const EFFECT: Effect;
    /// Whether its answer may hold what contacts wrote or are called; agents get that between marks.
    const QUOTES: bool = true;
    /// Whether its answer stays the same until the store changes or a time comes that can be told.
    const STAYS: bool = false;
    /// The list of its answer that `limit` makes shorter. Agents that give none get as much of it as has place in a default answer.
    const LIST: Option<&'static str> = None;
    /// What comes back.
    type Output: Serialize + JsonSchema + Brief + Send;

    /// How much the caller wants to read.
    fn format(&self) -> ResponseFormat;

    /// What it is about. Refuses what makes no sense, or is not for this caller, so that nobody is asked to approve nonsense.
    fn about(&self, engine: &Engine, caller: &Caller) -> impl Future<Output = Result<Subject>> + Send {
        let _ = (engine, caller);
        std::future::ready(Ok(Subject::default()))
    }

    /// That time, of one answer.
    fn stays_until(_output: &Self::Output) -> Option<Timestamp> {
        None
    }

    /// Does it.
    fn run(self, engine: &Engine, act: &Act) -> impl Future<Output = Result<Self::Output>> + Send;
}

/// What an operation does to the world; decides annotations, permissions and questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// Changes what only the team sees.
    Write,
    /// A customer sees it.
    Send,
    /// Takes something away.
    Delete,
}

/// An operation as the table holds it.
pub trait Entry: Send + Sync {
    /// See [`Operation::NAME`].
    fn name(&self) -> &'static str;
    /// See [`Operation::TITLE`].
    fn title(&self) -> &'static str;
    /// The input's doc comment.
    fn description(&self) -> &str;
    /// See [`Operation::EFFECT`].
    fn effect(&self) -> Effect;
    /// See [`Operation::QUOTES`].
    fn quotes(&self) -> bool;
    /// See [`Operation::STAYS`].
    fn stays(&self) -> bool;
    /// JSON Schema (2020-12) of the input.
    fn input(&self) -> &Input;
    /// JSON Schema (2020-12) of the output.
    fn output_schema(&self) -> &Value;
    /// Parses `input` and says what it is about, if this caller may ask it at all.
    fn about<'a>(&'a self, engine: &'a Engine, caller: &'a Caller, input: &'a Value) -> Pending<'a, Result<Subject>>;
    /// Parses `input` and does it; the answer is as brief as was asked.
    fn run<'a>(&'a self, engine: &'a Engine, act: &'a Act, input: Value) -> Pending<'a, Result<Answer>>;
}

/// A boxed future.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Makes a table entry of an operation.
pub struct Erased<O> {
    input: OnceLock<Input>,
    output: OnceLock<Value>,
    operation: std::marker::PhantomData<fn() -> O>,
}

impl<O> Erased<O> {
    /// An entry; its schemas are made when they are first asked for.
    pub const fn new() -> Self {
        Self { input: OnceLock::new(), output: OnceLock::new(), operation: std::marker::PhantomData }
    }
}

impl<O> Default for Erased<O> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O: Operation> Entry for Erased<O> {
    fn name(&self) -> &'static str {
        O::NAME
    }

    fn title(&self) -> &'static str {
        O::TITLE
    }

    fn description(&self) -> &str {
        self.input().description()
    }

    fn effect(&self) -> Effect {
        O::EFFECT
    }

    fn quotes(&self) -> bool {
        O::QUOTES
    }

    fn stays(&self) -> bool {
        O::STAYS
    }

    fn input(&self) -> &Input {
        self.input.get_or_init(Input::of::<O>)
    }

    fn output_schema(&self) -> &Value {
        self.output.get_or_init(answer_schema::<O::Output>)
    }

    fn about<'a>(&'a self, engine: &'a Engine, caller: &'a Caller, input: &'a Value) -> Pending<'a, Result<Subject>> {
        Box::pin(async move { self.input().parse::<O>(input.clone())?.about(engine, caller).await })
    }

    fn run<'a>(&'a self, engine: &'a Engine, act: &'a Act, mut input: Value) -> Pending<'a, Result<Answer>> {
        Box::pin(async move {
            let list = O::LIST.filter(|_| act.caller.agent().is_some() && !room::is_sized(&input));
            loop {
                let answer = self.answer(engine, act, input.clone()).await?;
                let Some(fits) = list.and_then(|list| room::fewer(&answer.shown, list, O::QUOTES)) else { return Ok(answer) };
                // Asked again for what fits, so that its cursor is that of the last one given.
                let Some(question) = input.as_object_mut() else { return Ok(answer) };
                question.insert("limit".to_owned(), fits.into());
            }
        })
    }
}

impl<O: Operation> Erased<O> {
    async fn answer(&self, engine: &Engine, act: &Act, input: Value) -> Result<Answer> {
        let operation = self.input().parse::<O>(input)?;
        let format = operation.format();
        let output = operation.run(engine, act).await?;
        // Whose words an agent reads is told by ids that a brief answer does not show.
        let stays_until = O::stays_until(&output);
        Ok(Answer { stays_until, ..Answer::of(output, format, act.caller.agent().is_some() && O::QUOTES)? })
    }
}

/// The schema of an answer: what is serialised, not what could be read back. Absent fields are left out, never null.
pub fn answer_schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn without_null(schema: &mut Schema) {
    let Some(fields) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(kinds)) = fields.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [kind] = kinds.as_slice() {
            let kind = kind.clone();
            fields.insert("type".to_owned(), kind);
        }
    }
    if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").and_then(Value::as_str) != Some("null"));
        if let [Value::Object(choice)] = choices.as_slice() {
            let choice = choice.clone();
            fields.shift_remove("anyOf");
            fields.extend(choice);
        }
    }
}
