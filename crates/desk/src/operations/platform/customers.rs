//! Customers and their numbers.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brief::Brief,
    caller::Caller,
    dates,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::{Config, Customer},
    operation::{Act, Effect, Operation, Subject},
    operations::paging::numbers,
    question::Question,
    store::customers::CustomerCut,
    values::ResponseFormat,
};

/// Add a customer, who connects a WhatsApp number by a link from `platform_generate_setup_link`.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCustomer {
    /// The name, at most 256 characters.
    #[schemars(length(min = 1, max = 256))]
    pub name: String,
    /// Your own id of it, such as its number in a CRM; one customer only can have it.
    #[serde(default)]
    #[schemars(length(min = 1, max = 256))]
    pub external_customer_id: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// The customer that was added.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NewCustomer {
    /// The customer.
    pub customer: Customer,
}

impl Brief for NewCustomer {
    fn brief(&mut self) {
        self.customer.brief();
    }
}

impl Operation for CreateCustomer {
    const NAME: &'static str = "platform_create_customer";
    const TITLE: &'static str = "Add customer";
    const EFFECT: Effect = Effect::Write;
    const QUOTES: bool = false; // the business's own
    type Output = NewCustomer;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn about(&self, engine: &Engine, _caller: &Caller) -> Result<Subject> {
        not_blank("name", &self.name)?;
        if let Some(id) = &self.external_customer_id {
            not_blank("external_customer_id", id)?;
            engine.external_id_must_be_free(id.trim()).await?;
        }
        Ok(Subject::of(format!("Adds the customer {}.", self.name.trim())))
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<NewCustomer> {
        let external = self.external_customer_id.as_deref().map(str::trim);
        Ok(NewCustomer { customer: engine.create_customer(self.name.trim(), external).await? })
    }
}

fn not_blank(field: &str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::new(ErrorCode::InvalidValue, format!("`{field}` is blank. Nothing was done."), "Write something into it."));
    }
    Ok(())
}

/// List customers, newest first, with their numbers and newest setup link.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCustomers {
    /// Words of the name or the external id, or their beginnings.
    #[serde(default)]
    #[schemars(length(min = 1, max = 256))]
    pub search: Option<String>,
    /// Added on this day (UTC) or later; also a time.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub created_since: Option<String>,
    /// Added on this day (UTC) or before; also a time.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub created_until: Option<String>,
    /// Customers a page; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A page of customers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CustomersPage {
    /// The customers, newest first.
    pub customers: Vec<Customer>,
    /// Customers that fit this question, over all pages.
    pub total_count: u64,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for CustomersPage {
    fn brief(&mut self) {
        self.customers.brief();
    }
}

impl Operation for ListCustomers {
    const NAME: &'static str = "platform_list_customers";
    const TITLE: &'static str = "Customers";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the business's own
    const LIST: Option<&'static str> = Some("customers");
    type Output = CustomersPage;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, _act: &Act) -> Result<CustomersPage> {
        let (since, until) =
            dates::span(("created_since", self.created_since.as_deref()), ("created_until", self.created_until.as_deref()))?;
        let search = self.search.filter(|search| !search.trim().is_empty());
        let question = Question::of(Self::NAME, &(&search, since, until));
        let cursor = self.cursor.as_deref().map(|cursor| question.place(cursor)).transpose()?.map(str::to_owned);
        let cut = CustomerCut { search, since, until, now: engine.now() };
        let (found, as_of) = engine.customers(cut, cursor, self.limit.unwrap_or(20)).await?;
        let next_cursor = found.next_cursor.map(|place| question.cursor(&place));
        Ok(CustomersPage { customers: found.customers, total_count: found.total, next_cursor, as_of })
    }
}

/// List a customer's WhatsApp numbers with status and quality.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCustomerConfigs {
    /// The customer, from a detailed `platform_list_customers`.
    #[schemars(length(min = 1, max = 100))]
    pub customer_id: String,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub cursor: Option<String>,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// A customer's numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CustomerConfigs {
    /// The customer.
    pub customer: Customer,
    /// One entry a number.
    pub configs: Vec<Config>,
    /// Where the next page starts; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Brief for CustomerConfigs {
    fn brief(&mut self) {
        self.customer.brief();
        self.configs.brief();
    }
}

impl Operation for ListCustomerConfigs {
    const NAME: &'static str = "platform_list_customer_configs";
    const TITLE: &'static str = "Customer's numbers";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the business's own
    type Output = CustomerConfigs;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<CustomerConfigs> {
        let customer = engine.customer(&self.customer_id).await?;
        let id = self.customer_id;
        let configs = engine.read(move |store| store.configs(Some(&id))).await?;
        let (configs, next_cursor) = numbers(configs, self.cursor.as_deref(), act, self.response_format)?;
        Ok(CustomerConfigs { customer, configs, next_cursor, as_of: engine.as_of().await? })
    }
}
