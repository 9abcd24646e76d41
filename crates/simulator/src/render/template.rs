//! Templates in Meta's form.

use serde_json::{Value, json};

use crate::store::templates::Template;

/// The form of the proxy's lists.
pub(crate) fn proxy(template: &Template) -> Value {
    json!({
        "id": template.id,
        "name": template.name,
        "language": template.language,
        "status": template.status,
        "category": template.category,
        "parameter_format": template.parameter_format,
        "components": template.components,
    })
}
