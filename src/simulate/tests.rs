//! The simulated files against their own truth.

use super::files::{SAMPLE_CUSTOMERS, SAMPLE_SEED, SAMPLE_SUBSCRIBERS};
use super::truth::{NEXT_SPEND_NOISE, true_leaving};
use super::*;

/// Area under the ROC curve by counting all pairs: the definition itself.
fn auc(scored: &[(f64, bool)]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (yes, _) in scored.iter().filter(|(_, answer)| *answer) {
        for (no, _) in scored.iter().filter(|(_, answer)| !answer) {
            pairs += 1.0;
            right += if yes > no {
                1.0
            } else if yes == no {
                0.5
            } else {
                0.0
            };
        }
    }
    right / pairs
}

/// The AUC a ranking by true chances has on average over all answers that could have been drawn:
/// Σ p(i)·(1 − p(j)) over pairs ranked right, divided by the same sum over all pairs.
fn expected_auc(chances: &[f64]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (i, yes) in chances.iter().enumerate() {
        for (j, no) in chances.iter().enumerate() {
            if i != j {
                let weight = yes * (1.0 - no);
                pairs += weight;
                right += if yes > no { weight } else { 0.0 };
            }
        }
    }
    right / pairs
}

#[test]
fn same_seed_same_bytes_and_another_seed_other_bytes() {
    assert_eq!(sample_files(), sample_files());
    let text = |seed| customers_csv(&shop(seed, 200));
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
    assert_ne!(new_customers_csv(&new_customers(1, 20)), new_customers_csv(&new_customers(2, 20)));
}

#[test]
fn answers_come_as_often_as_the_truth_says() {
    let shop = shop(SAMPLE_SEED, SAMPLE_CUSTOMERS);
    let chances: Vec<f64> = shop.customers.iter().map(true_probability).collect();
    let expected: f64 = chances.iter().sum();
    // Independent draws: variance Σ p(1 − p); four standard deviations hold for any seed worth having.
    let sd = chances.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt();
    let answered = shop.customers.iter().filter(|customer| customer.answered).count() as f64;
    assert!((answered - expected).abs() < 4.0 * sd, "{answered} answers, {expected:.0} ± {sd:.0} expected");
    let rate = answered / SAMPLE_CUSTOMERS as f64;
    assert!((0.10..0.20).contains(&rate), "response rate {rate}");
}

#[test]
fn ranking_by_the_truth_has_the_auc_that_follows_from_it() {
    let shop = shop(SAMPLE_SEED, SAMPLE_CUSTOMERS);
    let scored: Vec<(f64, bool)> =
        shop.customers.iter().map(|customer| (true_probability(customer), customer.answered)).collect();
    let expected = expected_auc(&scored.iter().map(|(p, _)| *p).collect::<Vec<_>>());
    let found = auc(&scored);
    // The standard error of an AUC near 0.8 with 600 yes among 4,000 is about 0.01.
    assert!((found - expected).abs() < 0.03, "AUC {found:.3}, expected {expected:.3}");
    assert!((0.74..0.86).contains(&found), "AUC {found:.3}: too easy or too hard for a first look");
}

#[test]
fn next_spend_is_its_formula_plus_noise() {
    let shop = shop(SAMPLE_SEED, SAMPLE_CUSTOMERS);
    // Far from the cut at 0 the noise is whole, so only those customers tell its spread.
    let misses: Vec<f64> = shop
        .customers
        .iter()
        .filter(|customer| expected_next_spend(customer) > 4.0 * NEXT_SPEND_NOISE)
        .map(|customer| customer.next_spend - expected_next_spend(customer))
        .collect();
    let n = misses.len() as f64;
    assert!(n > 300.0, "only {n} customers are far from the cut");
    let mean = misses.iter().sum::<f64>() / n;
    let sd = (misses.iter().map(|miss| (miss - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    assert!(mean.abs() < 4.0 * NEXT_SPEND_NOISE / n.sqrt(), "mean miss {mean:.2}");
    // The standard error of a standard deviation is sd/√(2n).
    assert!((sd - NEXT_SPEND_NOISE).abs() < 4.0 * NEXT_SPEND_NOISE / (2.0 * n).sqrt(), "spread {sd:.2}");
}

#[test]
fn columns_of_a_customer_agree_with_their_orders() {
    let shop = shop(7, 300);
    for customer in &shop.customers {
        let orders: Vec<_> = shop.orders.iter().filter(|order| order.customer == customer.id).collect();
        let recent: Vec<_> = orders.iter().filter(|order| days::AS_OF_DAY - order.day < 365).collect();
        assert_eq!(customer.orders_12m as usize, recent.len(), "{}", customer.id);
        assert_eq!(customer.returns as usize, recent.iter().filter(|order| order.returned).count());
        let spend: f64 = recent.iter().map(|order| order.amount).sum();
        assert!((customer.spend_12m - spend).abs() < 0.005);
        let last = orders.iter().map(|order| order.day).max();
        assert_eq!(customer.days_since_order, last.map(|day| days::AS_OF_DAY - day));
        assert!(orders.iter().all(|order| order.day >= customer.signup_day), "{}", customer.id);
    }
}

#[test]
fn the_file_has_its_mess_and_no_more() {
    let shop = shop(SAMPLE_SEED, SAMPLE_CUSTOMERS);
    let text = customers_csv(&shop);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + SAMPLE_CUSTOMERS + shop::REPEATED_ROWS);
    assert!(!text.contains(",-"), "no figure is below zero, and none says -0.00");
    let columns = lines[0].split(',').count();
    assert!(lines.iter().all(|line| line.split(',').count() == columns), "no cell needs quotation marks");
    let distinct: std::collections::BTreeSet<&str> = lines.iter().copied().collect();
    assert_eq!(lines.len() - distinct.len(), shop::REPEATED_ROWS);
    let column = |name: &str| lines[0].split(',').position(|column| column == name).unwrap();
    let cells = |at: usize| lines.iter().skip(1).map(move |line| line.split(',').nth(at).unwrap());
    let share = |count: usize| count as f64 / SAMPLE_CUSTOMERS as f64;
    assert!((0.01..0.05).contains(&share(cells(column("age")).filter(|cell| cell.is_empty()).count())));
    let unknown = cells(column("membership")).filter(|cell| *cell == "unknown").count();
    assert!((0.005..0.03).contains(&share(unknown)));
    assert!(cells(column("answered")).all(|cell| cell == "yes" || cell == "no"));
    let ids: std::collections::BTreeSet<&str> = cells(column("customer_id")).collect();
    assert_eq!(ids.len(), SAMPLE_CUSTOMERS);
}

#[test]
fn new_customers_have_the_same_columns_and_towns_never_seen() {
    let known = customers_csv(&shop(3, 50));
    let new = new_customers_csv(&new_customers(3, 200));
    let (known, new) = (known.lines().next().unwrap().to_owned(), new);
    let header = new.lines().next().unwrap();
    assert_eq!(format!("{header},answered,next_spend"), known);
    assert!(new.contains(people::NEW_TOWNS[0]) && new.contains(people::NEW_TOWNS[1]));
}

#[test]
fn subscribers_leave_as_often_as_the_truth_says() {
    let subscribers = telecom(SAMPLE_SEED, SAMPLE_SUBSCRIBERS);
    let chances: Vec<f64> = subscribers.iter().map(true_leaving).collect();
    let sd = chances.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt();
    let left = subscribers.iter().filter(|subscriber| subscriber.left).count() as f64;
    assert!((left - chances.iter().sum::<f64>()).abs() < 4.0 * sd);
    let rate = left / SAMPLE_SUBSCRIBERS as f64;
    assert!((0.24..0.30).contains(&rate), "share leaving {rate}");
    let scored: Vec<(f64, bool)> =
        subscribers.iter().map(|subscriber| (true_leaving(subscriber), subscriber.left)).collect();
    let found = auc(&scored);
    assert!((0.78..0.90).contains(&found), "AUC {found:.3}");
}

#[test]
fn all_files_together_stay_under_three_megabytes() {
    let files = sample_files();
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    assert!(bytes < 3_000_000, "{bytes} bytes");
    assert!(files.iter().all(|file| file.text.ends_with('\n') && !file.text.contains('\r')));
}

/// Worked out on paper from the formulas as they are documented.
#[test]
fn the_formulas_give_what_paper_gives() {
    use super::shop::{Channel, Membership};
    use super::telecom::{Contract, Internet};

    let close = |found: f64, paper: f64| assert!((found - paper).abs() < 1e-5, "{found} instead of {paper}");
    let mut customer = shop(1, 1).customers.remove(0);
    (customer.orders_12m, customer.spend_12m, customer.days_since_order) = (0, 0.0, None);
    (customer.age, customer.returns, customer.contacted) = (45, 0, false);
    (customer.newsletter, customer.app_user) = (false, false);
    (customer.membership, customer.channel) = (Membership::None, Channel::Search);
    // −3.40 − 0.006 · 365 = −5.59
    close(true_probability(&customer), 0.003_721);
    close(expected_next_spend(&customer), 30.0);
    (customer.orders_12m, customer.spend_12m, customer.days_since_order) = (2, 100.0, Some(10));
    (customer.age, customer.returns, customer.contacted) = (35, 1, true);
    (customer.newsletter, customer.app_user) = (true, true);
    (customer.membership, customer.channel) = (Membership::Gold, Channel::Referral);
    // −3.40 + 0.60 · ln 3 − 0.06 + 0.20 + 0.90 + 0.60 + 0.60 − 0.25 + 0.60 + 0.80 = 0.649 167
    close(true_probability(&customer), 0.656_822);
    // 30 + 55 + 12 + 50 + 15 − 4
    close(expected_next_spend(&customer), 158.0);

    let mut subscriber = telecom(1, 1).remove(0);
    (subscriber.months, subscriber.monthly_charge, subscriber.service_calls) = (10, 80.0, 2);
    (subscriber.contract, subscriber.internet) = (Contract::OneYear, Internet::Fibre);
    (subscriber.support, subscriber.pays_by_hand) = (true, true);
    // −0.50 − 0.35 − 1.30 + 0.90 − 0.60 + 0.30 + 0.90 + 0.35 = −0.30
    close(true_leaving(&subscriber), 0.425_557);
}

/// The files in the repository are the ones this code writes.
#[test]
fn the_repository_holds_these_very_files() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    for file in sample_files() {
        let found = std::fs::read_to_string(folder.join(file.name)).unwrap_or_default();
        assert!(found == file.text, "{} is out of date: run `cargo xtask sample-data`", file.name);
    }
}
