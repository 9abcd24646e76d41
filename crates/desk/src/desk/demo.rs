//! The other side of the demo workspace: a simulator, which a face brings.

use std::{fmt, future::Future, sync::Arc};

use crate::{error::Result, operation::Pending, secrets::Key};

/// Where the demo workspace's simulator is; it may be started only when it is wanted.
#[derive(Clone)]
pub struct Demo(Arc<Start>);

type Start = dyn Fn(bool) -> Pending<'static, Result<(String, Key)>> + Send + Sync;

impl Demo {
    /// A simulator that `start` starts, or gives again when it runs and none is wanted anew: its origin, and the key that it takes.
    pub fn new<F: Future<Output = Result<(String, Key)>> + Send + 'static>(start: impl Fn(bool) -> F + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |anew| Box::pin(start(anew))))
    }

    /// A simulator that runs already, and goes on as it is.
    pub fn at(origin: String, key: Key) -> Self {
        Self::new(move |_| std::future::ready(Ok((origin.clone(), key.clone()))))
    }

    pub(super) async fn place(&self, anew: bool) -> Result<(String, Key)> {
        (self.0)(anew).await
    }
}

impl fmt::Debug for Demo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Demo")
    }
}
