//! The message files, embedded, so that a copied program never misses its words.

use super::Language;

/// The texts of all message files of a language.
pub(super) fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            include_str!("../../assets/locales/en/common.ftl"),
            include_str!("../../assets/locales/en/shell.ftl"),
            include_str!("../../assets/locales/en/data.ftl"),
            include_str!("../../assets/locales/en/reading.ftl"),
            include_str!("../../assets/locales/en/opening.ftl"),
            include_str!("../../assets/locales/en/findings.ftl"),
            include_str!("../../assets/locales/en/learn.ftl"),
            include_str!("../../assets/locales/en/category.ftl"),
            include_str!("../../assets/locales/en/verdict.ftl"),
            include_str!("../../assets/locales/en/report.ftl"),
            include_str!("../../assets/locales/en/platform.ftl"),
            include_str!("../../assets/locales/en/engine.ftl"),
            include_str!("../../assets/locales/en/cli.ftl"),
            include_str!("../../assets/locales/en/commands.ftl"),
            include_str!("../../assets/locales/en/screens_data.ftl"),
            include_str!("../../assets/locales/en/screens_model.ftl"),
            include_str!("../../assets/locales/en/results.ftl"),
            include_str!("../../assets/locales/en/table.ftl"),
            include_str!("../../assets/locales/en/steps.ftl"),
            include_str!("../../assets/locales/en/joins.ftl"),
            include_str!("../../assets/locales/en/ways.ftl"),
            include_str!("../../assets/locales/en/inference.ftl"),
            include_str!("../../assets/locales/en/neural.ftl"),
        ],
        Language::Chinese => &[
            include_str!("../../assets/locales/zh-CN/common.ftl"),
            include_str!("../../assets/locales/zh-CN/shell.ftl"),
            include_str!("../../assets/locales/zh-CN/data.ftl"),
            include_str!("../../assets/locales/zh-CN/reading.ftl"),
            include_str!("../../assets/locales/zh-CN/opening.ftl"),
            include_str!("../../assets/locales/zh-CN/findings.ftl"),
            include_str!("../../assets/locales/zh-CN/learn.ftl"),
            include_str!("../../assets/locales/zh-CN/category.ftl"),
            include_str!("../../assets/locales/zh-CN/verdict.ftl"),
            include_str!("../../assets/locales/zh-CN/report.ftl"),
            include_str!("../../assets/locales/zh-CN/platform.ftl"),
            include_str!("../../assets/locales/zh-CN/engine.ftl"),
            include_str!("../../assets/locales/zh-CN/cli.ftl"),
            include_str!("../../assets/locales/zh-CN/commands.ftl"),
            include_str!("../../assets/locales/zh-CN/screens_data.ftl"),
            include_str!("../../assets/locales/zh-CN/screens_model.ftl"),
            include_str!("../../assets/locales/zh-CN/results.ftl"),
            include_str!("../../assets/locales/zh-CN/table.ftl"),
            include_str!("../../assets/locales/zh-CN/steps.ftl"),
            include_str!("../../assets/locales/zh-CN/joins.ftl"),
            include_str!("../../assets/locales/zh-CN/ways.ftl"),
            include_str!("../../assets/locales/zh-CN/inference.ftl"),
            include_str!("../../assets/locales/zh-CN/neural.ftl"),
        ],
    }
}
