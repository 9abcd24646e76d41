//! Templates that were filled in and not sent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    caller::Face,
    desk::Desk,
    error::{Error, Result},
    events::Topic,
    model::TemplateDraft,
    store::{Reader, settings::Setting},
};

/// List the templates that were filled in and not sent, the last kept first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateDrafts {}

/// What was filled in and not sent.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TemplateDraftList {
    /// One for each template at most, 200 in all.
    pub drafts: Vec<TemplateDraft>,
}

impl Action for TemplateDrafts {
    const NAME: &'static str = "desk_template_drafts";
    type Output = TemplateDraftList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<TemplateDraftList> {
        Ok(TemplateDraftList { drafts: desk.engine()?.read(kept).await? })
    }
}

/// Keep what is filled into a template, in the place of what was kept for it before; without values nothing is kept. When this
/// answers, it is on the disk.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepTemplateDraft {
    /// What is filled in, and for whom.
    pub draft: TemplateDraft,
}

/// There are at most so many; the oldest goes.
const MOST: usize = 200;

impl Action for KeepTemplateDraft {
    const NAME: &'static str = "desk_keep_template_draft";
    type Output = TemplateDraftList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<TemplateDraftList> {
        let engine = desk.engine()?;
        let draft = self.draft;
        let drafts = engine.write(move |store| {
            let mut drafts = kept(store)?;
            drafts.retain(|other| other.template != draft.template);
            if !draft.values.is_empty() {
                drafts.insert(0, draft);
            }
            drafts.truncate(MOST);
            let text = serde_json::to_string(&drafts).map_err(|cause| Error::internal("template drafts", cause))?;
            store.set(Setting::TemplateDrafts, &text)?;
            Ok(drafts)
        });
        let drafts = drafts.await?;
        engine.emit(Topic::Drafts, None);
        Ok(TemplateDraftList { drafts })
    }
}

fn kept(store: &Reader<'_>) -> Result<Vec<TemplateDraft>> {
    let text = store.setting(Setting::TemplateDrafts)?;
    text.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(|cause| Error::internal("template drafts", cause)))
}
