//! The formulas behind the answers. A perfect model would find exactly these.
//!
//! They stand apart from the generator, so that a test, a report or a lesson can ask for the truth of a
//! customer without simulating anybody.

use super::shop::{Channel, Customer, Membership};
use super::telecom::{Contract, Internet, Subscriber};

/// 1 / (1 + e^−x).
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Adds a weight where something holds.
fn when(holds: bool, weight: f64) -> f64 {
    if holds { weight } else { 0.0 }
}

/// The chance that a customer answers the campaign:
///
/// ```text
/// logistic( −3.40 + 0.60 · ln(1 + orders_12m) − 0.006 · min(days_since_order, 365) − 0.020 · (age − 45)
///           + 0.90 · newsletter + 0.60 · app_user + 0.30 · step − 0.25 · returns
///           + 0.60 · [channel is referral] + 0.80 · contacted )
/// ```
///
/// `step` is 0 for no membership, then 1 silver, 2 gold, 3 platinum; a customer who never ordered counts
/// as 365 days. Town, region and signup date play no part, so a model that leans on them is wrong.
pub fn true_probability(customer: &Customer) -> f64 {
    let days = customer.days_since_order.map_or(365.0, |days| f64::from(days.min(365)));
    logistic(
        -3.40 + 0.60 * f64::from(customer.orders_12m).ln_1p()
            - 0.006 * days
            - 0.020 * (f64::from(customer.age) - 45.0)
            + when(customer.newsletter, 0.90)
            + when(customer.app_user, 0.60)
            + 0.30 * step(customer.membership)
            - 0.25 * f64::from(customer.returns)
            + when(customer.channel == Channel::Referral, 0.60)
            + when(customer.contacted, 0.80),
    )
}

/// What a customer spends in the next twelve months, on average, in the shop's currency:
///
/// ```text
/// 30 + 0.55 · spend_12m + 6 · orders_12m + 25 · step + 15 · app_user − 4 · returns
/// ```
///
/// Around it lies normal noise with a standard deviation of [`NEXT_SPEND_NOISE`], cut off at 0. It does not
/// depend on the answer to the campaign, so neither of the two columns gives the other away.
pub fn expected_next_spend(customer: &Customer) -> f64 {
    30.0 + 0.55 * customer.spend_12m
        + 6.0 * f64::from(customer.orders_12m)
        + 25.0 * step(customer.membership)
        + when(customer.app_user, 15.0)
        - 4.0 * f64::from(customer.returns)
}

/// Standard deviation of `next_spend` around its expected value, in the shop's currency.
pub const NEXT_SPEND_NOISE: f64 = 60.0;

/// Membership as a number: none 0, silver 1, gold 2, platinum 3.
fn step(membership: Membership) -> f64 {
    match membership {
        Membership::None => 0.0,
        Membership::Silver => 1.0,
        Membership::Gold => 2.0,
        Membership::Platinum => 3.0,
    }
}

/// The chance that a subscriber of the telecom company leaves:
///
/// ```text
/// logistic( −0.50 − 0.035 · months + [one year] · −1.3 + [two years] · −2.2 + [fibre] · 0.9 + [no internet] · −0.7
///           − 0.6 · support + 0.015 · (monthly_charge − 60) + 0.45 · service_calls + 0.35 · [pays by hand] )
/// ```
pub fn true_leaving(subscriber: &Subscriber) -> f64 {
    let contract = match subscriber.contract {
        Contract::Monthly => 0.0,
        Contract::OneYear => -1.3,
        Contract::TwoYears => -2.2,
    };
    let internet = match subscriber.internet {
        Internet::Dsl => 0.0,
        Internet::Fibre => 0.9,
        Internet::None => -0.7,
    };
    logistic(
        -0.50 - 0.035 * f64::from(subscriber.months)
            + contract
            + internet
            + when(subscriber.support, -0.6)
            + 0.015 * (subscriber.monthly_charge - 60.0)
            + 0.45 * f64::from(subscriber.service_calls)
            + when(subscriber.pays_by_hand, 0.35),
    )
}
