//! Subscribers of a telecom company, some of whom leave.

use super::chance::Chance;
use super::shop::cents;
use super::truth;

/// How long a subscriber is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contract {
    /// Can leave each month.
    Monthly,
    /// Bound for a year.
    OneYear,
    /// Bound for two years.
    TwoYears,
}

/// The line into the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Internet {
    /// Over the telephone wire.
    Dsl,
    /// Glass fibre.
    Fibre,
    /// Telephone only.
    None,
}

/// One subscriber with the truth about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscriber {
    /// `T00001` and so on.
    pub id: String,
    /// Years.
    pub age: u32,
    /// Months since the start, 0 for somebody who has not paid yet.
    pub months: u32,
    /// How long they are bound.
    pub contract: Contract,
    /// Their line.
    pub internet: Internet,
    /// Pays for technical support.
    pub support: bool,
    /// Pays each bill by hand instead of letting the bank do it.
    pub pays_by_hand: bool,
    /// Currency per month.
    pub monthly_charge: f64,
    /// Paid so far; none before the first bill.
    pub total_charge: Option<f64>,
    /// Calls to the service line in the last three months.
    pub service_calls: u32,
    /// Left: drawn with [`truth::true_leaving`].
    pub left: bool,
}

/// Simulates subscribers. The same arguments give the same people on every machine.
pub fn telecom(seed: u64, subscribers: usize) -> Vec<Subscriber> {
    let mut chance = Chance::new(seed, 3);
    (1..=subscribers).map(|number| subscriber(&mut chance, number)).collect()
}

fn subscriber(chance: &mut Chance, number: usize) -> Subscriber {
    let contract = chance.pick(
        &[(Contract::Monthly, 55.0), (Contract::OneYear, 21.0), (Contract::TwoYears, 24.0)],
        Contract::Monthly,
    );
    // Those who bind themselves have mostly been customers for long.
    let usual_months = match contract {
        Contract::Monthly => 18.0,
        Contract::OneYear => 42.0,
        Contract::TwoYears => 55.0,
    };
    let months = (usual_months * (0.15 + 1.6 * chance.unit() * chance.unit().sqrt())).min(72.0) as u32;
    let months = if chance.happens(0.004) { 0 } else { months };
    let internet = chance
        .pick(&[(Internet::Dsl, 35.0), (Internet::Fibre, 43.0), (Internet::None, 22.0)], Internet::None);
    let support = internet != Internet::None && chance.happens(0.36);
    let line = match internet {
        Internet::Dsl => 52.0,
        Internet::Fibre => 84.0,
        Internet::None => 21.0,
    };
    let monthly_charge = cents(chance.normal(line + if support { 6.0 } else { 0.0 }, 7.0).max(18.0));
    let paid = cents(monthly_charge * f64::from(months) * (0.97 + 0.06 * chance.unit()));
    let mut subscriber = Subscriber {
        id: format!("T{number:05}"),
        age: chance.normal(48.0, 16.0).clamp(18.0, 92.0) as u32,
        months,
        contract,
        internet,
        support,
        pays_by_hand: chance.happens(0.45),
        monthly_charge,
        total_charge: (months > 0).then_some(paid),
        service_calls: chance.waiting(0.9) as u32,
        left: false,
    };
    subscriber.left = chance.happens(truth::true_leaving(&subscriber));
    subscriber
}
