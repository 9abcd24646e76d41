//! What only a person at the desk can do: projects and keys, approvals, agents' tokens, taking a send back.
//! No operation and no tool list reaches these.

use std::{future::Future, sync::OnceLock};

use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    caller::Face,
    desk::Desk,
    error::Result,
    input::Input,
    operation::{Pending, answer_schema},
};

/// One thing that a person can do at the desk. The struct's fields are its input.
pub trait Action: DeserializeOwned + JsonSchema + Send + 'static {
    /// The name that the window and the terminal use; it starts with `desk_`.
    const NAME: &'static str;
    /// What of it stands in the audit: something of everything that changes what others meet.
    const REMEMBERED: Remembered = Remembered::Not;
    /// What comes back.
    type Output: Serialize + JsonSchema + Send;

    /// Does it.
    fn run(self, desk: &Desk, face: Face) -> impl Future<Output = Result<Self::Output>> + Send;
}

/// What of an action stands in the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remembered {
    /// Nothing: it reads, opens something, or is a person's own until they send it.
    Not,
    /// That it was done, and its shape: its input has a key in it, or words that stand elsewhere.
    Shape,
    /// That it was done, and its input.
    Input,
}

/// An action as the table holds it.
pub trait ActionEntry: Send + Sync {
    /// See [`Action::NAME`].
    fn name(&self) -> &'static str;
    /// See [`Action::REMEMBERED`].
    fn remembered(&self) -> Remembered;
    /// The input's doc comment.
    fn description(&self) -> &str;
    /// The schema of the input.
    fn input_schema(&self) -> &Value;
    /// The schema of the answer.
    fn output_schema(&self) -> Value;
    /// Parses `input` and does it.
    fn run<'a>(&'a self, desk: &'a Desk, face: Face, input: Value) -> Pending<'a, Result<Value>>;
}

/// Makes a table entry of an action.
pub struct ErasedAction<A> {
    input: OnceLock<Input>,
    action: std::marker::PhantomData<fn() -> A>,
}

impl<A> ErasedAction<A> {
    /// An entry; its schema is made when it is first asked for.
    pub const fn new() -> Self {
        Self { input: OnceLock::new(), action: std::marker::PhantomData }
    }
}

impl<A> Default for ErasedAction<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Action> ErasedAction<A> {
    fn input(&self) -> &Input {
        self.input.get_or_init(Input::of::<A>)
    }
}

impl<A: Action> ActionEntry for ErasedAction<A> {
    fn name(&self) -> &'static str {
        A::NAME
    }

    fn remembered(&self) -> Remembered {
        A::REMEMBERED
    }

    fn description(&self) -> &str {
        self.input().description()
    }

    fn input_schema(&self) -> &Value {
        self.input().schema()
    }

    fn output_schema(&self) -> Value {
        answer_schema::<A::Output>()
    }

    fn run<'a>(&'a self, desk: &'a Desk, face: Face, input: Value) -> Pending<'a, Result<Value>> {
        Box::pin(async move {
            let action = self.input().parse::<A>(input)?;
            let output = action.run(desk, face).await?;
            serde_json::to_value(output).map_err(|cause| crate::error::Error::internal("answer", cause))
        })
    }
}
