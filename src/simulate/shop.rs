//! Customers, their orders and one campaign.

use super::chance::Chance;
use super::days::AS_OF_DAY;
use super::people;
use super::truth;

/// How a customer first came to the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A search engine.
    Search,
    /// A social network.
    Social,
    /// Another customer.
    Referral,
    /// The shop in town.
    Store,
    /// A partner's site.
    Partner,
}

/// The loyalty programme, from nothing to the highest step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// Not a member.
    None,
    /// First step.
    Silver,
    /// Second step.
    Gold,
    /// Highest step.
    Platinum,
}

/// Where in the country a customer lives; says nothing about the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// In a town's centre.
    Centre,
    /// Around a town.
    Suburb,
    /// Outside.
    Country,
}

/// The cell that is missing in the file although the truth is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Everything is written.
    Nothing,
    /// The age is an empty cell.
    Age,
    /// The membership says "unknown".
    Membership,
    /// The town is an empty cell.
    Town,
}

/// One customer with the truth about them.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a yes/no column of the file")]
pub struct Customer {
    /// `C00001` and so on.
    pub id: String,
    /// A made-up name.
    pub name: String,
    /// At example.com.
    pub email: String,
    /// A number kept free for fiction.
    pub phone: String,
    /// A made-up town.
    pub city: String,
    /// Where they live.
    pub region: Region,
    /// Years.
    pub age: u32,
    /// Day of the first visit, since 1970-01-01.
    pub signup_day: u32,
    /// How they came.
    pub channel: Channel,
    /// Step of the programme.
    pub membership: Membership,
    /// Orders in the last 365 days.
    pub orders_12m: u32,
    /// Sum of those orders, in the shop's currency.
    pub spend_12m: f64,
    /// Days since the last order; none if there never was one within two years.
    pub days_since_order: Option<u32>,
    /// Orders of the last 365 days that were sent back.
    pub returns: u32,
    /// Reads the newsletter.
    pub newsletter: bool,
    /// Has the app.
    pub app_user: bool,
    /// Was written to in the campaign, drawn by lot.
    pub contacted: bool,
    /// Answered the campaign: drawn with [`truth::true_probability`].
    pub answered: bool,
    /// Spend in the twelve months after: [`truth::expected_next_spend`] and noise.
    pub next_spend: f64,
    /// What the file does not tell.
    pub hidden: Hidden,
}

/// One order.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// `O000001` and so on.
    pub id: String,
    /// Whose.
    pub customer: String,
    /// Day since 1970-01-01.
    pub day: u32,
    /// Pieces.
    pub items: u32,
    /// In the shop's currency.
    pub amount: f64,
    /// Sent back.
    pub returned: bool,
}

/// One line of the campaign's own record.
#[derive(Clone, Debug, PartialEq)]
pub struct CampaignLine {
    /// Who.
    pub customer: String,
    /// Whether they were written to; otherwise they are the hold-out.
    pub contacted: bool,
    /// Day of the answer, if there was one.
    pub answered_day: Option<u32>,
}

/// A shop, its orders of two years and one campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// Everybody, by id.
    pub customers: Vec<Customer>,
    /// By customer, latest first.
    pub orders: Vec<Order>,
    /// One line per customer.
    pub campaign: Vec<CampaignLine>,
    /// Indexes of customers whose row stands twice in the file.
    pub repeated: Vec<usize>,
}

/// Rows that stand twice in `customers.csv`, if there are that many customers.
pub const REPEATED_ROWS: usize = 12;

/// Share of customers who were written to.
const CONTACTED_SHARE: f64 = 0.8;

/// Simulates a shop. The same arguments give the same shop on every machine.
pub fn shop(seed: u64, customers: usize) -> Shop {
    let mut chance = Chance::new(seed, 1);
    let mut shop = Shop {
        customers: Vec::with_capacity(customers),
        orders: Vec::new(),
        campaign: Vec::with_capacity(customers),
        repeated: Vec::new(),
    };
    for number in 1..=customers {
        let (mut customer, orders) = person(&mut chance, number);
        customer.contacted = chance.happens(CONTACTED_SHARE);
        answer(&mut chance, &mut customer);
        let answered_day = customer.answered.then(|| AS_OF_DAY + 1 + chance.below(30) as u32);
        shop.campaign.push(CampaignLine {
            customer: customer.id.clone(),
            contacted: customer.contacted,
            answered_day,
        });
        for order in orders {
            let id = format!("O{:06}", shop.orders.len() + 1);
            shop.orders.push(Order { id, ..order });
        }
        shop.customers.push(customer);
    }
    shop.repeated = chance.distinct(REPEATED_ROWS, customers);
    shop
}

/// Customers who came later and were not yet asked; about one in eight lives in a town the shop had no
/// customers in before. All of them are to be contacted, so that is what the file says.
pub fn new_customers(seed: u64, count: usize) -> Vec<Customer> {
    let mut chance = Chance::new(seed, 2);
    (1..=count)
        .map(|number| {
            let (mut customer, _) = person(&mut chance, 50_000 + number);
            if chance.happens(0.12) {
                let at = chance.below(people::NEW_TOWNS.len());
                if let Some(town) = people::NEW_TOWNS.get(at) {
                    (*town).clone_into(&mut customer.city);
                }
            }
            customer.contacted = true;
            answer(&mut chance, &mut customer);
            customer
        })
        .collect()
}

/// Draws the two answers from the truth.
fn answer(chance: &mut Chance, customer: &mut Customer) {
    customer.answered = chance.happens(truth::true_probability(customer));
    let spend = truth::expected_next_spend(customer) + chance.normal(0.0, truth::NEXT_SPEND_NOISE);
    customer.next_spend = cents(spend.max(0.0));
}

/// A customer with the orders of two years, before any campaign.
fn person(chance: &mut Chance, number: usize) -> (Customer, Vec<Order>) {
    let id = format!("C{number:05}");
    let (name, mail) = people::name(chance);
    let age = chance.normal(44.0, 14.0).clamp(18.0, 85.0) as u32;
    let signup_day = AS_OF_DAY - 20 - (chance.unit().powf(1.3) * 2_400.0) as u32;
    // How much a customer likes the shop; drives orders and membership, stands in no column.
    let liking = chance.normal(0.0, 1.0);
    let membership = member(chance, liking);
    let orders = orders(chance, &id, signup_day, liking);
    let last_year = || orders.iter().filter(|order| AS_OF_DAY - order.day < 365);
    let youth = (60.0 - f64::from(age)) / 60.0;
    let customer = Customer {
        email: format!("{mail}.{number}@example.com"),
        phone: people::phone(number),
        city: chance.pick(&people::TOWNS, "Norwick").to_owned(),
        region: chance
            .pick(&[(Region::Centre, 5.0), (Region::Suburb, 3.5), (Region::Country, 1.5)], Region::Country),
        channel: channel(chance),
        orders_12m: last_year().count() as u32,
        spend_12m: cents(last_year().map(|order| order.amount).sum()),
        days_since_order: orders.first().map(|order| AS_OF_DAY - order.day),
        returns: last_year().filter(|order| order.returned).count() as u32,
        newsletter: chance.happens(0.42),
        app_user: chance.happens((0.25 + 0.6 * youth).clamp(0.05, 0.85)),
        contacted: false,
        answered: false,
        next_spend: 0.0,
        hidden: hidden(chance),
        id,
        name,
        age,
        signup_day,
        membership,
    };
    (customer, orders)
}

fn member(chance: &mut Chance, liking: f64) -> Membership {
    match liking + chance.normal(0.0, 0.7) {
        x if x > 2.0 => Membership::Platinum,
        x if x > 1.2 => Membership::Gold,
        x if x > 0.3 => Membership::Silver,
        _ => Membership::None,
    }
}

fn channel(chance: &mut Chance) -> Channel {
    let weights = [
        (Channel::Search, 34.0),
        (Channel::Social, 26.0),
        (Channel::Referral, 16.0),
        (Channel::Store, 14.0),
        (Channel::Partner, 10.0),
    ];
    chance.pick(&weights, Channel::Partner)
}

fn hidden(chance: &mut Chance) -> Hidden {
    chance.pick(
        &[(Hidden::Nothing, 95.5), (Hidden::Age, 2.5), (Hidden::Membership, 1.5), (Hidden::Town, 0.5)],
        Hidden::Nothing,
    )
}

/// Orders of at most two years, latest first, with exponential waiting times between them.
fn orders(chance: &mut Chance, customer: &str, signup_day: u32, liking: f64) -> Vec<Order> {
    let per_year = (0.75 + 0.75 * liking).exp();
    let days_between = 365.0 / per_year;
    let usual_amount = 3.5 + 0.18 * liking;
    let first_day = signup_day.max(AS_OF_DAY - 730);
    let mut orders = Vec::new();
    let mut day = f64::from(AS_OF_DAY) - chance.waiting(days_between);
    while day >= f64::from(first_day) {
        let items = 1 + chance.waiting(0.9) as u32;
        let amount = chance.normal(usual_amount, 0.5).exp() * (0.6 + 0.4 * f64::from(items));
        orders.push(Order {
            id: String::new(),
            customer: customer.to_owned(),
            day: day as u32,
            items,
            amount: cents(amount),
            returned: chance.happens(0.09),
        });
        day -= chance.waiting(days_between);
    }
    orders
}

/// Rounded to two decimals, as money is written; never −0, which an empty sum is.
pub(super) fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0 + 0.0
}
