//! What MCP asks, answered from the table of operations.

use desk::{desk::Desk, gate, operation::Effect, operations};
use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    model::{
        CacheScope, CallToolRequestMethod, CallToolRequestParams, CallToolResponse, CallToolResult, CompleteRequestParams, CompleteResult,
        ConstString, CustomRequest, CustomResult, ErrorCode, GetPromptRequestParams, GetPromptResponse, Implementation, ListPromptsResult,
        ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
        ReadResourceResponse, ReadResourceResult, ServerCapabilities, ServerConfig, SubscriptionFilter, Tool,
    },
    service::{NotificationContext, RequestContext, SubscriptionContext},
};
use serde_json::{Value, json};
use tokio_util::task::TaskTracker;

use crate::{
    asking::{self, caller, refusal},
    completion,
    news::{self, News},
    prompts, resources, tools,
};

/// How long a client may keep a list: 5 minutes.
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
        let tools = ServerCapabilities::builder().enable_tools().enable_tool_list_changed();
        let others = tools.enable_resources().enable_resources_list_changed().enable_prompts().enable_prompts_list_changed();
        let capabilities = others.enable_completions().build();
        let name = Implementation::new("kapso-desk", env!("CARGO_PKG_VERSION")).with_title("Kapso Desk");
        ServerConfig::new(capabilities).with_server_info(name).with_instructions(INSTRUCTIONS.trim_end())
    }

    async fn list_tools(
        &self,
        _page: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let caller = asking::noted(&self.desk, &context)?;
        let listed = |tool: &&Tool| self.desk.lists(caller, &tool.name);
        let (ttl_ms, cache_scope) = may_keep(&context, LIST_TTL_MS);
        let tools: Vec<Tool> = tools::TOOLS.iter().filter(listed).cloned().collect();
        self.desk.tools_listed(caller, tools.len());
        Ok(ListToolsResult { ttl_ms, cache_scope, ..ListToolsResult::with_all_items(tools) })
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::TOOLS.iter().find(|tool| tool.name == name).cloned()
    }

    async fn call_tool(&self, asked: CallToolRequestParams, context: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let _under_way = self.calls.token();
        let Some(operation) = operations::find(&asked.name) else {
            return Err(ErrorData::invalid_params(format!("There is no tool `{}`; tools/list names them.", asked.name), None));
        };
        let caller = asking::noted(&self.desk, &context)?;
        let call = gate::call_for_text(&self.desk, caller, operation.name(), asked.arguments.map_or(Value::Null, Value::Object));
        let only_reads = operation.effect() == Effect::Read;
        let result = match asking::follow(call, &context, only_reads).await {
            Some(Ok(answer)) => asking::result(answer, &context)?,
            Some(Err(error)) => CallToolResult::structured_error(json!({ "error": error })),
            None => return Err(ErrorData::internal_error("The call was cancelled.", None)),
        };
        Ok(result.into())
    }

    async fn list_resources(
        &self,
        _page: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let (ttl_ms, cache_scope) = may_keep(&context, LIST_TTL_MS);
        let list = resources::list(&self.desk, caller(&context)?);
        Ok(ListResourcesResult { ttl_ms, cache_scope, ..ListResourcesResult::with_all_items(list) })
    }

    async fn list_resource_templates(
        &self,
        _page: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        let (ttl_ms, cache_scope) = may_keep(&context, LIST_TTL_MS);
        let list = resources::templates(&self.desk, caller(&context)?);
        Ok(ListResourceTemplatesResult { ttl_ms, cache_scope, ..ListResourceTemplatesResult::with_all_items(list) })
    }

    async fn read_resource(
        &self,
        asked: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let _under_way = self.calls.token();
        match resources::read(&self.desk, caller(&context)?, &asked.uri).await {
            Ok(contents) => {
                let mut read = ReadResourceResult::new(vec![contents]);
                (read.ttl_ms, read.cache_scope) = may_keep(&context, 0);
                Ok(read.into())
            }
            Err(error) if error.code == desk::error::ErrorCode::NotFound => {
                let what = format!("{} {}", error.message, error.remedy);
                Err(ErrorData::resource_not_found(what, Some(json!({ "uri": asked.uri, "error": error }))))
            }
            Err(error) => Err(refusal(&error)),
        }
    }

    async fn list_prompts(
        &self,
        _page: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        let (ttl_ms, cache_scope) = may_keep(&context, LIST_TTL_MS);
        let list = prompts::list(&self.desk, caller(&context)?);
        Ok(ListPromptsResult { ttl_ms, cache_scope, ..ListPromptsResult::with_all_items(list) })
    }

    async fn get_prompt(&self, asked: GetPromptRequestParams, context: RequestContext<RoleServer>) -> Result<GetPromptResponse, ErrorData> {
        let _under_way = self.calls.token();
        let given = asked.arguments.unwrap_or_default();
        match prompts::get(&self.desk, caller(&context)?, &asked.name, &given).await {
            Some(prompt) => prompt.map(GetPromptResponse::from).map_err(|error| refusal(&error)),
            None => Err(ErrorData::invalid_params(format!("There is no prompt `{}`; prompts/list names them.", asked.name), None)),
        }
    }

    async fn complete(&self, asked: CompleteRequestParams, context: RequestContext<RoleServer>) -> Result<CompleteResult, ErrorData> {
        let _under_way = self.calls.token();
        let (name, typed) = (&asked.argument.name, &asked.argument.value);
        let values = completion::complete(&self.desk, caller(&context)?, name, typed).await;
        values.map(CompleteResult::new).map_err(|error| refusal(&error))
    }

    async fn on_initialized(&self, context: NotificationContext<RoleServer>) {
        self.news.add(context.peer);
    }

    fn accepted_subscription_filter(&self, _requested: &SubscriptionFilter) -> Option<SubscriptionFilter> {
        Some(SubscriptionFilter::builder().tools_list_changed().resources_list_changed().prompts_list_changed().build())
    }

    async fn listen(&self, subscription: SubscriptionContext) -> Result<(), ErrorData> {
        let mut changes = self.desk.events();
        loop {
            tokio::select! {
                () = subscription.cancelled() => return Ok(()),
                is_there = news::changed(&mut changes) => {
                    if !is_there || news::tell(&subscription).await.is_err() {
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

/// For how long the client alone may keep an answer; the era with sessions has no word for it.
fn may_keep(context: &RequestContext<RoleServer>, ttl_ms: u64) -> (Option<u64>, Option<CacheScope>) {
    asking::is_stateless(context).then_some((ttl_ms, CacheScope::Private)).unzip()
}
