//! The project's customers, and the links by which they connect their own numbers.

mod customers;
mod generate;
mod setup_links;

pub use customers::{CreateCustomer, CustomerConfigs, CustomersPage, ListCustomerConfigs, ListCustomers, NewCustomer};
pub use generate::GenerateSetupLink;
pub use setup_links::{ListSetupLinks, RevokeSetupLink, SetupLinkReceipt, SetupLinksPage};
