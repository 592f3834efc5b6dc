//! A second file headless: in the recipe, in the model, beside the recipe, gone, and changed.

use std::collections::BTreeMap;

use crate::common::program::{Csv, Desk};

const JOIN: &str = "steps+={do=\"join\", file=\"orders.csv\", keys=[{column=\"customer_id\", other=\"customer_id\"}], \
                    bring=[{take=\"rows\", name=\"all_orders\"}, {take=\"sum\", column=\"amount\", name=\"all_spend\"}, \
                    {take=\"latest\", column=\"order_date\", by=\"order_date\", name=\"last_order\"}]}";

fn trained(desk: &Desk) {
    desk.done(&[
        "train",
        "customers.csv",
        "--target",
        "answered",
        "--positive",
        "yes",
        "--drop",
        "next_spend",
        "--out",
        "out",
        "--set",
        JOIN,
    ]);
}

#[test]
fn a_second_file_is_brought_over_trained_on_and_read_again_when_scoring() {
    let desk = Desk::with_samples();
    trained(&desk);
    let customers = Csv::read(&desk.text("customers.csv"));
    let predictions = Csv::read(&desk.text("out/predictions.csv"));
    assert_eq!(predictions.column("customer_id"), customers.column("customer_id"), "one row each, in order");
    let metrics = desk.json("out/metrics.json");
    let names: Vec<&str> =
        metrics["coefficients"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(names.contains(&"all_orders") && names.contains(&"last_order"), "{names:?}");
    // Scored as a new file, everybody has the same chance; what was found is said.
    let said = desk.done(&["score", "out/model.clientele", "customers.csv", "--out", "scored.csv"]);
    let mut orders: BTreeMap<&str, u32> = BTreeMap::new();
    let file = Csv::read(&desk.text("orders.csv"));
    for id in file.column("customer_id") {
        *orders.entry(id).or_default() += 1;
    }
    let found = customers.column("customer_id").iter().filter(|id| orders.contains_key(**id)).count();
    let number = |n: usize| if n < 1000 { n.to_string() } else { format!("{},{:03}", n / 1000, n % 1000) };
    let expected = format!("{} of {} rows were found", number(found), number(customers.rows.len()));
    assert!(said.out.contains(&expected), "{expected}: {said:?}");
    let scored = Csv::read(&desk.text("scored.csv"));
    assert_eq!(scored.column("probability"), predictions.column("probability"));
    // Gone, or without a column: one sentence, and nothing is written.
    let changed = desk.text("orders.csv").replacen("amount", "betrag", 1);
    desk.write("orders.csv", changed);
    let said = desk.run(&["score", "out/model.clientele", "customers.csv", "--out", "again.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("orders.csv") && said.err.contains("amount"), "{said:?}");
    std::fs::remove_file(desk.path("orders.csv")).unwrap();
    let said = desk.run(&["score", "out/model.clientele", "customers.csv", "--out", "again.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("orders.csv") && !desk.path("again.csv").exists(), "{said:?}");
}

#[test]
fn a_relative_path_begins_at_the_folder_of_the_recipe() {
    let desk = Desk::with_samples();
    desk.write("plan/ 订单 one/orders.csv", desk.text("orders.csv"));
    let recipe = "version = 3\nseed = 1\n[source]\npath = \"customers.csv\"\n\
                  [question]\nask = \"number\"\ntarget = \"next_spend\"\n\
                  [[steps]]\non = true\n[steps.step]\ndo = \"drop-column\"\ncolumn = \"answered\"\n\
                  [[steps]]\non = true\n[steps.step]\ndo = \"join\"\nfile = \" 订单 one/orders.csv\"\n\
                  keys = [{ column = \"customer_id\", other = \"customer_id\" }]\n\
                  bring = [{ take = \"mean\", column = \"amount\", name = \"average\" }]\n";
    desk.write("plan/recipe.toml", recipe);
    std::fs::remove_file(desk.path("orders.csv")).unwrap();
    desk.done(&["run", "plan/recipe.toml", "--out", "out"]);
    // What is written knows where the file lies, wherever it is carried to.
    desk.done(&["run", "out/recipe.toml", "--out", "again"]);
    assert_eq!(desk.text("again/predictions.csv"), desk.text("out/predictions.csv"));
    std::fs::remove_dir_all(desk.path("plan")).unwrap();
    let said = desk.run(&["run", "out/recipe.toml", "--out", "third"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("orders.csv"), "{said:?}");
}

#[test]
fn what_a_step_makes_can_be_asked_for() {
    let desk = Desk::with_samples();
    let join = "steps+={do=\"join\", file=\"campaign.csv\", keys=[{column=\"customer_id\", other=\"customer_id\"}], \
                bring=[{take=\"first\", column=\"answered\", name=\"replied\"}]}";
    let mut arguments =
        vec!["train", "customers.csv", "--target", "replied", "--positive", "yes", "--set", join];
    arguments.extend(["--drop", "next_spend,answered", "--out", "out"]);
    desk.done(&arguments);
    let campaign = Csv::read(&desk.text("campaign.csv"));
    let written: BTreeMap<&str, &str> =
        campaign.column("customer_id").into_iter().zip(campaign.column("answered")).collect();
    let predictions = Csv::read(&desk.text("out/predictions.csv"));
    for (id, split) in predictions.column("customer_id").iter().zip(predictions.column("split")) {
        assert_eq!(split == "unlabelled", !written.contains_key(id), "{id}");
    }
    // The same with groups of some columns, and a name that no step makes.
    let days =
        "steps+={do=\"days-since\", column=\"signup_date\", until={day=\"2025-06-30\"}, name=\"tenure\"}";
    let columns = ["--columns", "tenure,age", "--k", "3", "--out", "groups", "--set", days];
    desk.done(&[&["segment", "customers.csv"][..], &columns[..]].concat());
    let said = desk.run(&["segment", "customers.csv", "--columns", "tenur", "--out", "none", "--set", days]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("tenure"), "{said:?}");
    // A step that cannot be carried out says why its column is not there.
    let broken = join.replace("\"first\"", "\"sum\"");
    arguments.truncate(6);
    arguments.extend(["--set", &broken, "--out", "third"]);
    let said = desk.run(&arguments);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("answered"), "{said:?}");
}
