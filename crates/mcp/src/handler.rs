//! What MCP asks, answered from the table of operations.

use axum::http::request::Parts;
use desk::{
    caller::Caller,
    desk::Desk,
    gate::{self, Reply},
    operations,
};
use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    model::{
        CacheScope, CallToolRequestMethod, CallToolRequestParams, CallToolResponse, CallToolResult, ConstString, CustomRequest,
        CustomResult, ErrorCode, Implementation, ListToolsResult, PaginatedRequestParams, ProtocolVersion, ServerCapabilities,
        ServerConfig, SubscriptionFilter, Tool,
    },
    service::{NotificationContext, RequestContext, SubscriptionContext},
};
use serde_json::{Value, json};
use tokio_util::task::TaskTracker;

use crate::{
    news::{self, News},
    tools,
};

/// How long a client may keep the list of tools: 5 minutes.
const LIST_TTL_MS: u64 = 5 * 60 * 1000;

/// What every client is told before it asks for anything.
const INSTRUCTIONS: &str = include_str!("instructions.md");

/// One handler serves every request; who asks comes with the request.
#[derive(Clone)]
pub(crate) struct Handler {
    desk: Desk,
    calls: TaskTracker,
    news: News,
}

impl Handler {
    pub(crate) fn new(desk: Desk, calls: TaskTracker, news: News) -> Self {
        Self { desk, calls, news }
    }
}

impl ServerHandler for Handler {
    fn get_info(&self) -> ServerConfig {
        let name = Implementation::new("kapso-desk", env!("CARGO_PKG_VERSION")).with_title("Kapso Desk");
        ServerConfig::new(ServerCapabilities::builder().enable_tools().enable_tool_list_changed().build())
            .with_server_info(name)
            .with_instructions(INSTRUCTIONS.trim_end())
    }

    async fn list_tools(
        &self,
        _page: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let caller = caller(&context)?;
        let listed = |tool: &&Tool| self.desk.lists(caller, &tool.name);
        let mut list = ListToolsResult::with_all_items(tools::TOOLS.iter().filter(listed).cloned().collect());
        if context.protocol_version().is_some_and(|version| version >= ProtocolVersion::V_2026_07_28) {
            list.ttl_ms = Some(LIST_TTL_MS);
            list.cache_scope = Some(CacheScope::Private);
        }
        Ok(list)
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::TOOLS.iter().find(|tool| tool.name == name).cloned()
    }

    async fn call_tool(&self, asked: CallToolRequestParams, context: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let _under_way = self.calls.token();
        if operations::find(&asked.name).is_none() {
            return Err(ErrorData::invalid_params(format!("There is no tool `{}`; tools/list names them.", asked.name), None));
        }
        let caller = caller(&context)?;
        let input = asked.arguments.map_or(Value::Null, Value::Object);
        let result = match gate::call(&self.desk, caller, &asked.name, input).await {
            Ok(Reply::Done(answer) | Reply::Pending(answer)) => CallToolResult::structured(answer),
            Err(error) => CallToolResult::structured_error(json!({ "error": error })),
        };
        Ok(result.into())
    }

    async fn on_initialized(&self, context: NotificationContext<RoleServer>) {
        self.news.add(context.peer);
    }

    fn accepted_subscription_filter(&self, _requested: &SubscriptionFilter) -> Option<SubscriptionFilter> {
        Some(SubscriptionFilter::builder().tools_list_changed().build())
    }

    async fn listen(&self, subscription: SubscriptionContext) -> Result<(), ErrorData> {
        let mut changes = self.desk.events();
        loop {
            tokio::select! {
                () = subscription.cancelled() => return Ok(()),
                is_there = news::changed(&mut changes) => {
                    if !is_there || subscription.sink().notify_tool_list_changed().await.is_err() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Where a request ends whose method or parameters rmcp does not know.
    async fn on_custom_request(&self, asked: CustomRequest, _context: RequestContext<RoleServer>) -> Result<CustomResult, ErrorData> {
        if asked.method == CallToolRequestMethod::VALUE {
            return Err(ErrorData::invalid_params("tools/call takes `name`, a text, and `arguments`, an object.", None));
        }
        Err(ErrorData::new(ErrorCode::METHOD_NOT_FOUND, format!("There is no method `{}`.", asked.method), None))
    }
}

fn caller(context: &RequestContext<RoleServer>) -> Result<&Caller, ErrorData> {
    let caller = context.extensions.get::<Parts>().and_then(|parts| parts.extensions.get::<Caller>());
    caller.ok_or_else(|| ErrorData::internal_error("The request came without its caller.", None))
}
