//! Two pages with every widget and every chart, in both languages. Drawn by the tests and by the example.

use clientele::domain::column::Histogram;
use clientele::domain::detail::Reach;
use clientele::domain::event::CurvePoint;
use clientele::domain::message::Message;
use clientele::domain::report::{Confusion, Estimate, MapPoint, ProfileRow, Tenth};
use clientele::text::{Language, format};
use clientele::ui::charts::{
    CurveWords, HeadsWords, HeatWords, LearningCurve, LearningMore, LearningWords, MapWords, PointsWords,
    SegmentMap, TenthsWords, gains, heads, heat_table, histogram, impossible, predicted_actual, roc,
    share_bar, tenths, top_values,
};
use clientele::ui::theme::{self, CATEGORICAL, Type, icons};
use clientele::ui::widgets::{
    Button, Notice, Progress, RadioCard, TextField, Toast, Tone, card, checkbox, chip, combo_labelled, dots,
    empty_state, header_card, icon_button, key_values, label, mark, notice, progress_card, radio,
    section_title, segmented, switch, tile, toast,
};
use egui::{Frame, Margin, Ui, vec2};

/// What the controls of the page hold.
pub(crate) struct State {
    pub(crate) view: u8,
    pub(crate) on: bool,
    pub(crate) keep: bool,
    pub(crate) mean: bool,
    pub(crate) role: u8,
    pub(crate) cost: String,
    pub(crate) budget: String,
    pub(crate) date: String,
    pub(crate) presses: Vec<&'static str>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            view: 0,
            on: true,
            keep: true,
            mean: true,
            role: 0,
            cost: "18.00".to_owned(),
            budget: "−500".to_owned(),
            date: String::new(),
            presses: Vec::new(),
        }
    }
}

/// Chooses between the two languages.
#[derive(Clone, Copy)]
pub(crate) struct Say(pub Language);

impl Say {
    fn it(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}

/// All controls.
pub(crate) fn controls(ui: &mut Ui, say: Say, state: &mut State) {
    let tokens = theme::of(ui);
    Frame::new().fill(tokens.canvas).inner_margin(Margin::same(24)).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing.y = 12.0;
        ui.horizontal(|ui| {
            mark(ui, 24.0);
            label(ui, Type::Title, say.it("Whom to contact", "该触达谁"), tokens.text);
            label(ui, Type::Figure, "39.3k", tokens.text);
            label(ui, Type::Subtitle, say.it("Good enough to use", "可以放心使用"), tokens.text);
            label(
                ui,
                Type::Caption,
                say.it("customers contacted, best first", "按排名触达的客户"),
                tokens.muted,
            );
        });
        ui.horizontal(|ui| {
            for colour in CATEGORICAL {
                let (rect, _) = ui.allocate_exact_size(vec2(34.0, 24.0), egui::Sense::hover());
                ui.painter().rect_filled(rect, 4.0, colour);
            }
            for (tone, text) in [
                (Tone::Fact, say.it("Id", "编号")),
                (Tone::Input, say.it("Input", "输入列")),
                (Tone::Good, say.it("no gaps", "无缺失")),
                (Tone::Look, say.it("11 gaps", "11 个缺失值")),
                (Tone::Bad, say.it("refused", "已拒绝")),
                (Tone::Answer, say.it("Answer", "目标列")),
            ] {
                chip(ui, tone, text);
            }
        });
        buttons(ui, say, state);
        fields(ui, say, state);
        choices(ui, say, state);
        messages(ui, say, state);
    });
    let shown = Toast {
        tone: Tone::Good,
        text: say.it("2 files written", "已写入 2 个文件"),
        action: Some(say.it("Show", "显示")),
        close: say.it("Close", "关闭"),
    };
    toast(ui, shown);
}

fn buttons(ui: &mut Ui, say: Say, state: &mut State) {
    let reason = say.it("Training is still running", "训练还在进行");
    ui.horizontal(|ui| {
        if ui
            .add(Button::primary(say.it("Train model", "训练模型")).icon_after(icons::ICON_ARROW_FORWARD))
            .clicked()
        {
            state.presses.push("primary");
        }
        if ui.add(Button::secondary(say.it("Save report", "保存报告")).icon(icons::ICON_SAVE)).clicked() {
            state.presses.push("secondary");
        }
        if ui.add(Button::secondary(say.it("Next: Results", "下一步：结果")).blocked(Some(reason))).clicked()
        {
            state.presses.push("blocked");
        }
        ui.add(Button::quiet(say.it("Leave", "保持原样")));
        ui.add(Button::destructive(say.it("Remove", "移除")).icon(icons::ICON_DELETE));
        ui.add(Button::secondary(say.it("Fill with 0", "填入 0")).compact());
        icon_button(ui, icons::ICON_UNDO, say.it("Undo", "撤销"), true);
        icon_button(ui, icons::ICON_REDO, say.it("Redo", "重做"), false);
    });
}

fn fields(ui: &mut Ui, say: Say, state: &mut State) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        TextField::new(say.it("Cost per contact", "单人触达成本"), &mut state.cost)
            .number(0.5)
            .unit("$")
            .help(say.it("What one letter or call costs.", "寄一封信或打一个电话的花费。"))
            .width(155.0)
            .show(ui);
        TextField::new(say.it("Budget", "预算"), &mut state.budget)
            .error(Some(say.it("Must be 0 or more.", "必须大于或等于 0。")))
            .width(155.0)
            .show(ui);
        TextField::new(say.it("Split by time", "按时间拆分"), &mut state.date)
            .hint(say.it("No date column", "没有日期列"))
            .blocked(Some(say.it("Choose a date in Data first.", "请先在“数据”中指定日期列。")))
            .width(155.0)
            .show(ui);
        ui.vertical(|ui| {
            ui.set_width(150.0);
            let roles = [(0, say.it("Input", "输入列")), (1, say.it("Answer", "目标列"))];
            let help = say.it("What it is for.", "这一列派什么用场。");
            combo_labelled(ui, say.it("Role", "用途"), &mut state.role, &roles, help);
        });
    });
}

fn choices(ui: &mut Ui, say: Say, state: &mut State) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let views =
            [(0, say.it("Profit", "利润")), (1, say.it("Lift", "提升")), (2, say.it("Gains", "覆盖"))];
        segmented(ui, say.it("View", "视图"), &mut state.view, &views);
        switch(ui, &mut state.on, say.it("Count leavers more", "加重流失客户"), "");
        checkbox(ui, &mut state.keep, say.it("Keep", "保留"));
        if radio(ui, state.mean, say.it("Mean", "平均值"), "", None).clicked() {
            state.mean = true;
        }
        dots(ui, 4, 5, say.it("Strength: 4 of 5", "强度：5 分中的 4 分"));
    });
    ui.horizontal_top(|ui| {
        let width = (ui.available_width() - 32.0) / 3.0;
        ui.spacing_mut().item_spacing.x = 16.0;
        RadioCard {
            chosen: true,
            icon: icons::ICON_CATEGORY,
            title: say.it("Who will say yes?", "谁会说“是”？"),
            text: say.it(
                "Buy, answer, leave: a chance for each customer.",
                "购买、响应、流失：给每位客户一个概率。",
            ),
            blocked: None,
        }
        .show(ui, width, 96.0);
        RadioCard {
            chosen: false,
            icon: icons::ICON_NUMBERS,
            title: say.it("How much?", "会有多少？"),
            text: "",
            blocked: Some(
                say.it("Needs a number to predict. Churn is yes or no.", "需要预测数字，而 Churn 是是/否。"),
            ),
        }
        .show(ui, width, 96.0);
        ui.vertical(|ui| {
            radio(
                ui,
                false,
                say.it("By time", "按时间"),
                "",
                Some(say.it("No date column in this file.", "文件里没有日期列。")),
            );
            radio(
                ui,
                true,
                say.it("By chance", "随机"),
                say.it("Same share of leavers", "流失占比相同"),
                None,
            );
        });
    });
}

fn messages(ui: &mut Ui, say: Say, state: &mut State) {
    let progress = Progress {
        what: say.it("Reading orders.csv", "正在读取 orders.csv"),
        how_far: say.it("312 of 980 MB, 8 s left", "980 MB 中的 312 MB，约剩 8 秒"),
        share: Some(0.32),
        stop: say.it("Stop", "停止"),
    };
    if progress_card(ui, progress) {
        state.presses.push("stop");
    }
    let found = Notice {
        tone: Tone::Look,
        title: say.it("38 rows were set aside", "挑出了 38 行问题行"),
        text: say.it(
            "They have 22 cells instead of 21. Nothing else was changed.",
            "这些行有 22 个单元格，而不是 21 个。其他内容没有改动。",
        ),
        button: Some(say.it("See them", "查看")),
    };
    notice(ui, found);
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            card(left, say.it("Figures", "数字"), say.it("of the list", "名单"), |ui| {
                ui.horizontal(|ui| {
                    tile(ui, say.it("Contact", "触达"), "2,320", say.it("= budget", "= 预算"), false);
                    ui.add_space(24.0);
                    tile(ui, say.it("Profit", "利润"), "$41.5k", "$33k to $43k", true);
                });
                key_values(ui, &[(say.it("Rows", "行"), "7,043"), (say.it("Encoding", "编码"), "UTF-8")]);
            });
            card(right, say.it("Customers", "客户"), "", |ui| {
                empty_state(
                    ui,
                    icons::ICON_FILTER_ALT_OFF,
                    say.it("No customer fits this filter", "没有符合条件的客户"),
                    say.it("tenure is above 80; the longest is 72.", "tenure 大于 80；最长的是 72。"),
                    Some(say.it("Clear the filter", "清除筛选")),
                );
            });
        }
    });
}

/// All charts.
pub(crate) fn charts(ui: &mut Ui, say: Say) {
    let tokens = theme::of(ui);
    Frame::new().fill(tokens.canvas).inner_margin(Margin::same(24)).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(16.0, 16.0);
        section_title(ui, say.it("Charts", "图表"));
        ui.columns(3, |columns| {
            if let [left, middle, right] = columns {
                learning(left, say, 41, 60);
                ranking(middle, say);
                bars(right, say);
                gain(left, say);
                mosaic(middle, say);
                scatter(right, say);
                segment_map(left, say);
                small(middle, say);
                card(right, say.it("Ranking", "排序"), "ROC", |ui| {
                    let why = say.it(
                        "Only one class among these 40 customers, so there is no curve",
                        "这 40 位客户只有一种答案，画不出曲线",
                    );
                    impossible(ui, 200.0, why);
                });
            }
        });
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                profile(left, say);
                learning(right, say, 60, 60);
            }
        });
    });
}

fn learning(ui: &mut Ui, say: Say, now: u32, planned: u32) {
    let points: Vec<CurvePoint> = (0..=now)
        .map(|iteration| {
            let x = f64::from(iteration);
            let train = 0.39 + 0.25 * (-x / 4.0).exp() + 0.05 * (-x / 30.0).exp();
            let valid = 0.44 + 0.25 * (-x / 3.0).exp() + 0.0004 * (x - 20.0).max(0.0);
            CurvePoint { iteration, train, valid: Some(valid) }
        })
        .collect();
    let words = LearningWords {
        learn: say.it("Learn", "学习"),
        check: say.it("Check", "验证"),
        best: say.it("Best: pass 20", "最佳：第 20 轮"),
        no_gain: say.it("no gain", "没有进步"),
        passes: say.it("passes over the data", "轮"),
        empty: "",
        summary: say.it("Learning curve, best at pass 20", "学习曲线，第 20 轮最佳"),
    };
    card(
        ui,
        say.it("Error", "误差"),
        say.it("log loss, lower is better", "对数损失，越低越好"),
        |ui| {
            LearningCurve {
                points: &points,
                best: Some(20),
                planned: Some(planned),
                language: say.0,
                words,
                more: LearningMore::default(),
            }
            .show(ui, 220.0);
        },
    );
}

fn curve_words(say: Say) -> CurveWords<'static> {
    CurveWords {
        figure: "AUC 0.85",
        range: say.it("0.83 to 0.87", "0.83～0.87"),
        x: say.it("share of stayers disturbed", "被打扰的留存客户占比"),
        y: say.it("leavers found", "找到的流失客户"),
        random: say.it("at random", "随机"),
        band: say.it("19 of 20", "95% 区间"),
        empty: "",
        summary: say.it("Ranking curve, AUC 0.85", "排序曲线，AUC 0.85"),
    }
}

fn curve(power: f64) -> Vec<[f64; 2]> {
    (0..=100).map(|step| f64::from(step) / 100.0).map(|x| [x, 1.0 - (1.0 - x).powf(power)]).collect()
}

/// The gains curve at every hundredth, with a band.
fn cuts() -> Vec<Reach> {
    let around = |value: f64, by: f64| Estimate { value, low: value - by, high: value + by };
    curve(3.0)
        .into_iter()
        .skip(1)
        .map(|[share, gain]| Reach {
            share,
            gain: around(gain, 0.05 * (1.0 - share)),
            lift: around(gain / share, 0.05 * (1.0 - share) / share.max(0.05)),
        })
        .collect()
}

fn ranking(ui: &mut Ui, say: Say) {
    let unit = say.it("leavers found, stayers disturbed (ROC)", "找到的流失客户（ROC）");
    header_card(
        ui,
        say.it("Ranking", "排序"),
        unit,
        |ui| {
            chip(ui, Tone::Fact, "B");
        },
        |ui| roc(ui, &curve(5.0), 220.0, curve_words(say)),
    );
}

fn gain(ui: &mut Ui, say: Say) {
    let words = CurveWords {
        figure: say.it("65% of leavers", "65% 的流失客户"),
        range: say.it("in the best 30%", "在最前 30% 中"),
        x: say.it("of the list contacted", "名单触达占比"),
        y: say.it("leavers reached", "覆盖的流失客户"),
        summary: say.it("Gains curve", "累计增益曲线"),
        ..curve_words(say)
    };
    card(ui, say.it("Gains", "覆盖"), say.it("leavers reached", "覆盖的流失客户"), |ui| {
        gains(ui, &curve(3.0), &cuts(), Some(0.3), 220.0, say.0, words);
    });
}

fn bars(ui: &mut Ui, say: Say) {
    let counts = [76, 56, 48, 32, 23, 12, 8, 7, 1, 2];
    let all: Vec<Tenth> =
        counts.iter().map(|yes| Tenth { rows: 100, positives: *yes, mean_score: 0.0 }).collect();
    let words = TenthsWords {
        average: say.it("Average 27%", "平均 27%"),
        x: say.it("tenths of the list, best first", "名单十等分，从高到低"),
        y: say.it("left", "流失"),
        customers: say.it("customers", "客户"),
        empty: "",
        summary: say.it("Who really left, by tenth", "各十分位的实际流失"),
    };
    card(
        ui,
        say.it("Who really left", "实际流失"),
        say.it("by tenth of the list", "按名单十等分"),
        |ui| {
            tenths(ui, &all, 3, 220.0, words);
        },
    );
}

fn mosaic(ui: &mut Ui, say: Say) {
    let words = HeadsWords {
        contact: say.it("Contact", "触达"),
        leave: say.it("Leave alone", "不打扰"),
        right_yes: say.it("would leave", "会流失"),
        wrong_yes: say.it("stay anyway", "本来就会留下"),
        missed: say.it("leavers you miss", "漏掉的流失客户"),
        right_no: say.it("rightly left in peace", "不打扰是对的"),
        empty: "",
        summary: say.it("Of 1,000 customers, 273 are contacted", "每 1,000 位客户中触达 273 位"),
    };
    let counts =
        Confusion { true_positive: 183, false_positive: 106, false_negative: 98, true_negative: 670 };
    card(
        ui,
        say.it("In heads", "按人数"),
        say.it("of 1,000 customers like these", "每 1,000 位客户"),
        |ui| {
            heads(ui, counts, 220.0, words);
        },
    );
}

/// Numbers that look scattered but are always the same.
fn scattered(place: u32) -> f64 {
    let mixed = (place ^ 0x5bd1_e995).wrapping_mul(2_654_435_761);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519);
    f64::from((mixed ^ (mixed >> 13)) % 10_000) / 10_000.0
}

fn scatter(ui: &mut Ui, say: Say) {
    let points: Vec<[f64; 2]> = (0..400)
        .map(|place| {
            let x = 5_000.0 + 300_000.0 * scattered(place);
            [x, x * (0.7 + 0.6 * scattered(place + 7_000))]
        })
        .collect();
    let words = PointsWords {
        x: say.it("spend predicted", "预测的消费"),
        y: say.it("spent", "实际消费"),
        above: say.it("more than predicted", "高于预测"),
        below: say.it("less than predicted", "低于预测"),
        empty: "",
        summary: say.it("Predicted against actual spend", "预测与实际消费"),
    };
    card(ui, say.it("Predicted", "预测"), say.it("against what happened", "与实际对比"), |ui| {
        predicted_actual(ui, &points, 220.0, say.0, words);
    });
}

fn segment_map(ui: &mut Ui, say: Say) {
    let points: Vec<MapPoint> = (0..1_500_u32)
        .map(|row| {
            let segment = row % 5;
            let angle = f64::from(segment) * 1.256;
            let spread = |seed: u32| scattered(row + seed) + scattered(row + 3 * seed) - 1.0;
            MapPoint { x: 1.6 * angle.cos() + spread(11_111), y: angle.sin() + spread(22_222), segment, row }
        })
        .collect();
    let words = MapWords {
        x: say.it("higher bill →", "账单更高 →"),
        y: say.it("↑ longer a customer", "↑ 入会更久"),
        empty: "",
        summary: say.it("Map of customers in 5 groups", "5 个客群的客户地图"),
    };
    card(ui, say.it("Customers", "客户"), say.it("1,500 of 7,043", "7,043 中的 1,500"), |ui| {
        SegmentMap { points: &points, selected: None, words }.show(ui, 200.0);
    });
}

fn small(ui: &mut Ui, say: Say) {
    card(ui, say.it("Columns", "列"), "", |ui| {
        ui.horizontal_top(|ui| {
            let counts = vec![90, 55, 40, 33, 30, 28, 27, 26, 24, 20, 18, 15, 12, 9, 6, 2];
            histogram(ui, &Histogram { min: 0.0, max: 72.0, counts }, vec2(110.0, 40.0), "tenure, 0 to 72");
            let top: Vec<(String, u64)> = [("a", 3_875), ("b", 1_695), ("c", 1_473)]
                .map(|(name, rows)| (name.to_owned(), rows))
                .to_vec();
            top_values(ui, &top, 7_043, None, vec2(90.0, 40.0), "Contract, 3 values");
            top_values(
                ui,
                top.get(..2).unwrap_or_default(),
                5_570,
                Some(1),
                vec2(90.0, 40.0),
                "Churn, 27% Yes",
            );
        });
        share_bar(ui, 0.27, 160.0, say.it("27 of 100 left", "100 人中有 27 人流失"));
        label(ui, Type::Caption, format::date(say.0, "2026-12-12"), theme::of(ui).muted);
    });
}

fn profile(ui: &mut Ui, say: Say) {
    let rows: Vec<ProfileRow> =
        ["tenure", "MonthlyCharges", "Contract = Month-to-month and more", "TotalCharges"]
            .iter()
            .enumerate()
            .map(|(place, name)| ProfileRow {
                label: (*name).to_owned(),
                is_share: place == 2,
                overall: if place == 2 { 0.55 } else { 32.4 },
                values: (0..5)
                    .map(|s| if place == 2 { f64::from(s) * 0.2 } else { f64::from(s) * 1234.5 })
                    .collect(),
                z: (0..5).map(|s| f64::from(s) - 2.0 + place as f64 * 0.3).collect(),
            })
            .collect();
    let words = HeatWords {
        overall: say.it("all", "全部"),
        lower: say.it("lower than usual", "低于平均"),
        higher: say.it("higher than usual", "高于平均"),
        apart: say.it("standard deviations from all", "与全体相差的标准差"),
        empty: "",
        summary: say.it("Profile of 5 groups", "5 个客群的画像"),
    };
    card(
        ui,
        say.it("What sets them apart", "差别在哪里"),
        say.it("averages by group", "各客群平均值"),
        |ui| {
            heat_table(ui, &rows, Some(1), say.0, words);
        },
    );
}

/// A message, so that the page also proves that words and messages meet.
pub(crate) fn greeting() -> Message {
    Message::new("common-customers").count("n", 7_043)
}
