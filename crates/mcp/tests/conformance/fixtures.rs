//! The server that the suite wants to meet: tools, resources and prompts with the names and answers that it looks for.

use std::time::Duration;

use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    model::{
        CallToolRequestParams, CallToolResponse, CallToolResult, ClientCapabilities, CompleteRequestParams, CompleteResult, CompletionInfo,
        GetPromptRequestParams, GetPromptResponse, Implementation, ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult,
        ListToolsResult, LoggingLevel, LoggingMessageNotificationParam, PaginatedRequestParams, ProgressNotificationParam,
        ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, ServerCapabilities, ServerConfig, SetLevelRequestParams,
        SubscribeRequestParams, SubscriptionFilter, Tool, UnsubscribeRequestParams,
    },
    service::{RequestContext, SubscriptionContext},
};
use serde_json::json;
use tokio::{sync::broadcast::Sender, time::sleep};

use crate::{asks, content, content::text, rounds};

/// What a diagnostic tool changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    Tools,
    Prompts,
}

#[derive(Clone)]
pub(crate) struct Fixtures {
    changed: Sender<Changed>,
}

impl Fixtures {
    pub(crate) fn new(changed: Sender<Changed>) -> Self {
        Self { changed }
    }
}

/// A step of the tools that take their time.
async fn step() {
    sleep(Duration::from_millis(50)).await;
}

impl ServerHandler for Fixtures {
    fn get_info(&self) -> ServerConfig {
        let tools = ServerCapabilities::builder().enable_tools().enable_tool_list_changed().enable_prompts().enable_prompts_list_changed();
        let capabilities = tools.enable_resources().enable_resources_subscribe().enable_logging().enable_completions().build();
        ServerConfig::new(capabilities).with_server_info(Implementation::new("fixtures", "1"))
    }

    async fn list_tools(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(content::tools()))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        content::tools().into_iter().find(|tool| tool.name == name)
    }

    async fn call_tool(&self, asked: CallToolRequestParams, context: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        if let Some(answer) = rounds::call(&asked, &context) {
            return answer;
        }
        if let Some(answer) = content::call(&asked.name) {
            return answer.map(CallToolResponse::from);
        }
        if let Some(answer) = asks::call(&asked, &context).await {
            return answer.map(CallToolResponse::from);
        }
        let capabilities = context.client_capabilities().unwrap_or_default();
        match asked.name.as_ref() {
            "test_tool_with_logging" => {
                for words in ["Tool execution started", "Tool processing data", "Tool execution completed"] {
                    let line = LoggingMessageNotificationParam::new(LoggingLevel::Info, json!(words));
                    let _ = context.peer.notify_logging_message(line).await;
                    step().await;
                }
            }
            "test_tool_with_progress" => {
                for progress in [0.0, 50.0, 100.0] {
                    if let Some(token) = context.meta.get_progress_token() {
                        let _ = context.peer.notify_progress(ProgressNotificationParam::new(token, progress).with_total(100.0)).await;
                    }
                    step().await;
                }
            }
            "test_missing_capability" if capabilities.sampling.is_none() => {
                return Err(ErrorData::missing_required_client_capability(ClientCapabilities::builder().enable_sampling().build()));
            }
            "test_trigger_tool_change" => drop(self.changed.send(Changed::Tools)),
            "test_trigger_prompt_change" => drop(self.changed.send(Changed::Prompts)),
            "test_missing_capability" | "test_streaming_elicitation" | "test_logging_tool" | "test_custom_header" => {}
            other => return Err(ErrorData::invalid_params(format!("There is no tool {other}."), None)),
        }
        Ok(CallToolResult::success(vec![text("Done.")]).into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(content::resources()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(content::templates()))
    }

    async fn read_resource(
        &self,
        asked: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        match content::resource(&asked.uri) {
            Some(contents) => Ok(ReadResourceResult::new(vec![contents]).into()),
            None => Err(ErrorData::resource_not_found("Resource not found", Some(json!({ "uri": asked.uri })))),
        }
    }

    async fn list_prompts(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(content::prompts()))
    }

    async fn get_prompt(&self, asked: GetPromptRequestParams, _: RequestContext<RoleServer>) -> Result<GetPromptResponse, ErrorData> {
        if asked.name == "test_input_required_result_prompt" {
            return Ok(rounds::prompt(&asked));
        }
        let prompt = content::prompt(&asked.name, &asked.arguments.unwrap_or_default());
        prompt.map(GetPromptResponse::from).ok_or_else(|| ErrorData::invalid_params("There is no such prompt.", None))
    }

    async fn complete(&self, _: CompleteRequestParams, _: RequestContext<RoleServer>) -> Result<CompleteResult, ErrorData> {
        Ok(CompleteResult::new(CompletionInfo::default()))
    }

    async fn set_level(&self, _: SetLevelRequestParams, _: RequestContext<RoleServer>) -> Result<(), ErrorData> {
        Ok(())
    }

    async fn subscribe(&self, _: SubscribeRequestParams, _: RequestContext<RoleServer>) -> Result<(), ErrorData> {
        Ok(())
    }

    async fn unsubscribe(&self, _: UnsubscribeRequestParams, _: RequestContext<RoleServer>) -> Result<(), ErrorData> {
        Ok(())
    }

    fn accepted_subscription_filter(&self, _: &SubscriptionFilter) -> Option<SubscriptionFilter> {
        Some(SubscriptionFilter::builder().tools_list_changed().prompts_list_changed().build())
    }

    async fn listen(&self, subscription: SubscriptionContext) -> Result<(), ErrorData> {
        let mut changes = self.changed.subscribe();
        loop {
            let changed = tokio::select! {
                () = subscription.cancelled() => return Ok(()),
                changed = changes.recv() => changed,
            };
            let (sink, accepted) = (subscription.sink(), subscription.accepted());
            let _ = match changed {
                Ok(Changed::Tools) if accepted.tools_list_changed == Some(true) => sink.notify_tool_list_changed().await,
                Ok(Changed::Prompts) if accepted.prompts_list_changed == Some(true) => sink.notify_prompt_list_changed().await,
                Ok(_) => continue,
                Err(_) => return Ok(()),
            };
        }
    }
}
