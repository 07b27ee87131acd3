//! Characters that look like others: what pages copied from elsewhere hold is brought to the usual ones.

use unicode_normalization::UnicodeNormalization;

/// Radicals that Unicode gives no decomposition, with the ideographs that they stand for.
const RADICALS: &[(char, char)] = &[
    ('\u{2E81}', '厂'),
    ('\u{2E85}', '亻'),
    ('\u{2E97}', '心'),
    ('\u{2E9B}', '旡'),
    ('\u{2E9D}', '月'),
    ('\u{2E9F}', '母'),
    ('\u{2EA0}', '民'),
    ('\u{2EA9}', '王'),
    ('\u{2EAC}', '示'),
    ('\u{2EC1}', '虎'),
    ('\u{2EC4}', '西'),
    ('\u{2EC5}', '见'),
    ('\u{2EC6}', '角'),
    ('\u{2EC9}', '贝'),
    ('\u{2ECB}', '车'),
    ('\u{2ED3}', '长'),
    ('\u{2ED4}', '门'),
    ('\u{2ED8}', '青'),
    ('\u{2ED9}', '韦'),
    ('\u{2EDA}', '页'),
    ('\u{2EDB}', '风'),
    ('\u{2EDC}', '飞'),
    ('\u{2EDD}', '食'),
    ('\u{2EE2}', '马'),
    ('\u{2EE4}', '鬼'),
    ('\u{2EE5}', '鱼'),
    ('\u{2EE6}', '鸟'),
    ('\u{2EE7}', '卤'),
    ('\u{2EE8}', '麦'),
    ('\u{2EE9}', '黄'),
    ('\u{2EEA}', '黾'),
    ('\u{2EEC}', '齐'),
    ('\u{2EEE}', '齿'),
    ('\u{2EF0}', '龙'),
    ('\u{2EF3}', '龟'),
];

/// `text` with radicals, compatibility ideographs and odd spaces as the usual characters. Wide punctuation stays: it is
/// how Chinese is written.
pub fn normalized(text: &str) -> String {
    if text.chars().all(|character| matches!(map(character), Mapped::Same)) {
        return text.to_owned();
    }
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match map(character) {
            Mapped::Same => result.push(character),
            Mapped::Nothing => {}
            Mapped::To(other) => result.push(other),
            Mapped::Decomposed => result.extend(std::iter::once(character).nfkc()),
        }
    }
    result
}

enum Mapped {
    Same,
    Nothing,
    To(char),
    Decomposed,
}

fn map(character: char) -> Mapped {
    match character {
        '\0'..='\u{9F}' => Mapped::Same,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Mapped::Nothing,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Mapped::To(' '),
        '\u{2E80}'..='\u{2EFF}' => match RADICALS.iter().find(|(radical, _)| *radical == character) {
            Some((_, ideograph)) => Mapped::To(*ideograph),
            None => Mapped::Decomposed,
        },
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => Mapped::Decomposed,
        _ => Mapped::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn radicals_and_odd_spaces_become_the_usual_characters() {
        assert_eq!(normalized("\u{2F40}付\u{2EDA}\u{A0}\u{F900}"), "支付页 \u{8C48}");
        assert_eq!(normalized("，（Ａ）"), "，（Ａ）");
        assert_eq!(normalized("\u{FEFF}a\u{200B}b"), "ab");
    }
}
