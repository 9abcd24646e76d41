//! Every operation and every action is a command of its own name; its arguments are the input.

use desk::{
    caller::{Caller, Face},
    desk::Desk,
    error::{Error, ErrorCode},
    gate::{self, Reply},
    operations,
};
use serde_json::{Value, json};
use tauri::{
    AppHandle, Manager, Runtime,
    ipc::{Invoke, InvokeBody, InvokeError},
};

use crate::{chosen::Chosen, files, opening::Opening, place, qr, save, window};

/// Answers a command of the window. What is not granted to it has been refused before.
pub(crate) fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let name = invoke.message.command().to_owned();
    let InvokeBody::Json(input) = invoke.message.payload().clone() else { return false };
    let app = invoke.message.webview_ref().app_handle().clone();
    invoke.resolver.respond_async(async move {
        done(&app, &name, input).await.map_err(|error| InvokeError(serde_json::to_value(error).unwrap_or_default()))
    });
    true
}

async fn done<R: Runtime>(app: &AppHandle<R>, name: &str, input: Value) -> Result<Value, Error> {
    app.state::<Opening>().settled().await;
    let desk = app.state::<Desk>().inner().clone();
    match name {
        "window_open_link" => window::open_link(app, &text(&input, "url")?).map(|()| Value::Null),
        "window_copy" => window::copy(app, text(&input, "text")?).map(|()| Value::Null),
        "window_save_media" => save::save(app, &text(&input, "message_id")?).await.map(|path| json!({ "path": path })),
        "window_place" => place::take(app),
        "window_pick_files" => files::pick(app).await,
        "window_paste_file" => files::paste(app, &text(&input, "filename")?, &text(&input, "base64")?).await,
        "window_save_media_as" => files::save_media(app, &text(&input, "message_id")?).await,
        "window_save_text" => files::save_text(app, &text(&input, "filename")?, &text(&input, "text")?).await,
        "window_export_audit" => files::export_audit(app, input).await,
        "window_qr" => qr::draw(&text(&input, "text")?),
        _ => asked(&desk, &app.state::<Chosen>(), name, input).await,
    }
}

/// Asks the desk; the page's handles stand for the files that a person chose.
async fn asked(desk: &Desk, chosen: &Chosen, name: &str, input: Value) -> Result<Value, Error> {
    let input = chosen.with_places(input)?;
    if operations::find(name).is_some() {
        return match gate::call(desk, &Caller::Person(Face::Window), name, input).await.map_err(as_people_say)? {
            Reply::Done(output) | Reply::Pending(output) => Ok(output),
        };
    }
    let output = gate::act(desk, Face::Window, name, input).await?;
    Ok(if matches!(name, "desk_drafts" | "desk_keep_draft") { chosen.with_handles(output) } else { output })
}

/// An operation goes by its title here.
fn as_people_say(error: Error) -> Error {
    error.in_terms(|name| Some(format!("“{}”", operations::find(name)?.title())))
}

fn text(input: &Value, field: &str) -> Result<String, Error> {
    let text = input.get(field).and_then(Value::as_str).map(str::to_owned);
    text.ok_or_else(|| Error::new(ErrorCode::MissingField, format!("The field `{field}` is missing."), "Nothing was done."))
}

#[cfg(test)]
mod tests {
    use desk::error::{Error, ErrorCode};

    use super::as_people_say;

    #[test]
    fn the_window_names_no_tool() {
        let error = Error::new(ErrorCode::WindowClosed, "No `content` left.", "Send one with `whatsapp_send_template`.");
        let said = as_people_say(error);
        assert_eq!((said.message.as_str(), said.remedy.as_str()), ("No `content` left.", "Send one with “Send template”."));
    }
}
