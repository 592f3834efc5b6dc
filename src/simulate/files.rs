//! The simulated people as CSV text: UTF-8, comma, LF, quotation marks only where a cell needs them.

use super::days::{AS_OF_DAY, iso};
use super::shop::{self, Channel, Customer, Hidden, Membership, Region, Shop};
use super::telecom::{self, Contract, Internet, Subscriber};

/// Fixes everything in `sample_data/`.
pub const SAMPLE_SEED: u64 = 2_026;
/// Customers in `customers.csv`, before repeated rows.
pub const SAMPLE_CUSTOMERS: usize = 4_000;
/// Customers in `new_customers.csv`.
pub const SAMPLE_NEW_CUSTOMERS: usize = 800;
/// Subscribers in `telecom.csv`.
pub const SAMPLE_SUBSCRIBERS: usize = 3_000;

/// A file of `sample_data/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    /// Its name.
    pub name: &'static str,
    /// Its whole text.
    pub text: String,
}

/// All files of `sample_data/`, as they are in the repository.
pub fn sample_files() -> Vec<SampleFile> {
    let shop = shop::shop(SAMPLE_SEED, SAMPLE_CUSTOMERS);
    let new = shop::new_customers(SAMPLE_SEED, SAMPLE_NEW_CUSTOMERS);
    let subscribers = telecom::telecom(SAMPLE_SEED, SAMPLE_SUBSCRIBERS);
    vec![
        SampleFile { name: "customers.csv", text: customers_csv(&shop) },
        SampleFile { name: "orders.csv", text: orders_csv(&shop) },
        SampleFile { name: "campaign.csv", text: campaign_csv(&shop) },
        SampleFile { name: "new_customers.csv", text: new_customers_csv(&new) },
        SampleFile { name: "telecom.csv", text: telecom_csv(&subscribers) },
    ]
}

const CUSTOMER_COLUMNS: [&str; 17] = [
    "customer_id",
    "name",
    "email",
    "phone",
    "city",
    "region",
    "age",
    "signup_date",
    "channel",
    "membership",
    "orders_12m",
    "spend_12m",
    "days_since_order",
    "returns",
    "newsletter",
    "app_user",
    "contacted",
];

/// One row per customer with both answers; repeated rows stand right after their first.
pub fn customers_csv(shop: &Shop) -> String {
    let mut table = Table::new(CUSTOMER_COLUMNS.iter().chain(["answered", "next_spend"].iter()));
    for (index, customer) in shop.customers.iter().enumerate() {
        let times = if shop.repeated.contains(&index) { 2 } else { 1 };
        for _ in 0..times {
            let mut cells = customer_cells(customer);
            cells.push(yes_no(customer.answered));
            cells.push(money(customer.next_spend));
            table.row(&cells);
        }
    }
    table.text
}

/// The same columns without the two answers.
pub fn new_customers_csv(customers: &[Customer]) -> String {
    let mut table = Table::new(&CUSTOMER_COLUMNS);
    for customer in customers {
        table.row(&customer_cells(customer));
    }
    table.text
}

/// One row per order.
pub fn orders_csv(shop: &Shop) -> String {
    let mut table = Table::new(&["order_id", "customer_id", "order_date", "items", "amount", "returned"]);
    for order in &shop.orders {
        table.row(&[
            order.id.clone(),
            order.customer.clone(),
            iso(order.day),
            order.items.to_string(),
            money(order.amount),
            yes_no(order.returned),
        ]);
    }
    table.text
}

/// One row per customer: whether they were written to, and when they answered.
pub fn campaign_csv(shop: &Shop) -> String {
    let mut table = Table::new(&["customer_id", "sent_on", "answered", "answered_on"]);
    for line in &shop.campaign {
        table.row(&[
            line.customer.clone(),
            if line.contacted { iso(AS_OF_DAY) } else { String::new() },
            yes_no(line.answered_day.is_some()),
            line.answered_day.map_or_else(String::new, iso),
        ]);
    }
    table.text
}

/// One row per subscriber.
pub fn telecom_csv(subscribers: &[Subscriber]) -> String {
    let mut table = Table::new(&[
        "subscriber_id",
        "age",
        "months",
        "contract",
        "internet",
        "support",
        "payment",
        "monthly_charge",
        "total_charge",
        "service_calls",
        "left",
    ]);
    for subscriber in subscribers {
        table.row(&[
            subscriber.id.clone(),
            subscriber.age.to_string(),
            subscriber.months.to_string(),
            contract(subscriber.contract).to_owned(),
            internet(subscriber.internet).to_owned(),
            yes_no(subscriber.support),
            if subscriber.pays_by_hand { "by hand" } else { "bank" }.to_owned(),
            money(subscriber.monthly_charge),
            subscriber.total_charge.map_or_else(String::new, money),
            subscriber.service_calls.to_string(),
            yes_no(subscriber.left),
        ]);
    }
    table.text
}

fn customer_cells(customer: &Customer) -> Vec<String> {
    let shown = |hidden: Hidden, cell: String| if customer.hidden == hidden { String::new() } else { cell };
    let membership = if customer.hidden == Hidden::Membership {
        "unknown".to_owned()
    } else {
        membership(customer.membership).to_owned()
    };
    vec![
        customer.id.clone(),
        customer.name.clone(),
        customer.email.clone(),
        customer.phone.clone(),
        shown(Hidden::Town, customer.city.clone()),
        region(customer.region).to_owned(),
        shown(Hidden::Age, customer.age.to_string()),
        iso(customer.signup_day),
        channel(customer.channel).to_owned(),
        membership,
        customer.orders_12m.to_string(),
        money(customer.spend_12m),
        customer.days_since_order.map_or_else(String::new, |days| days.to_string()),
        customer.returns.to_string(),
        yes_no(customer.newsletter),
        yes_no(customer.app_user),
        yes_no(customer.contacted),
    ]
}

/// Rows of text cells, joined as CSV.
struct Table {
    text: String,
}

impl Table {
    fn new<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> Self {
        let mut table = Self { text: String::new() };
        table.row(&names.into_iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        table
    }

    fn row(&mut self, cells: &[String]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            if cell.contains([',', '"', '\n', '\r']) {
                self.text.push('"');
                self.text.push_str(&cell.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(cell);
            }
        }
        self.text.push('\n');
    }
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn money(amount: f64) -> String {
    format!("{amount:.2}")
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Search => "search",
        Channel::Social => "social",
        Channel::Referral => "referral",
        Channel::Store => "store",
        Channel::Partner => "partner",
    }
}

fn membership(membership: Membership) -> &'static str {
    match membership {
        Membership::None => "basic",
        Membership::Silver => "silver",
        Membership::Gold => "gold",
        Membership::Platinum => "platinum",
    }
}

fn region(region: Region) -> &'static str {
    match region {
        Region::Centre => "centre",
        Region::Suburb => "suburb",
        Region::Country => "country",
    }
}

fn contract(contract: Contract) -> &'static str {
    match contract {
        Contract::Monthly => "monthly",
        Contract::OneYear => "one year",
        Contract::TwoYears => "two years",
    }
}

fn internet(internet: Internet) -> &'static str {
    match internet {
        Internet::Dsl => "dsl",
        Internet::Fibre => "fibre",
        Internet::None => "phone only",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_separators_are_quoted() {
        let mut table = Table::new(&["a", "b"]);
        table.row(&["x, y".to_owned(), "say \"hi\"".to_owned()]);
        assert_eq!(table.text, "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n");
    }
}
