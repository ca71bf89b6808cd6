//! Days, spans of days and periods.
//!
//! A day is a native TOML date. A day that is not known is a span, `{ not-before = D, not-after = D }`: an
//! answer that falls inside it branches. Intervals are half-open everywhere: the day written as `effective`
//! is the first in force, `ended` or `expires` the first no longer.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

/// What a native TOML date becomes in the generic data model of `toml`; the embedded register keeps the form.
const NATIVE: &str = "$__toml_private_datetime";
const WANTED: &str = "a day, written as a TOML date without quotes (2014-03-06)";

/// A civil day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// A day, or the span within which an unknown day lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum When {
    /// The day is known.
    On(Date),
    /// The day lies somewhere from the first to the second, both included.
    Within(Date, Date),
}

impl When {
    /// The first day it can be.
    pub fn earliest(self) -> Date {
        match self {
            When::On(d) | When::Within(d, _) => d,
        }
    }

    /// The last day it can be.
    pub fn latest(self) -> Date {
        match self {
            When::On(d) | When::Within(_, d) => d,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::On(d) => write!(f, "{d}"),
            When::Within(a, b) => write!(f, "between {a} and {b}"),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let shape = s.len() == 10
            && s.bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(format!("`{s}` is not a day (YYYY-MM-DD)"));
        }
        s.parse().map(Day).map_err(|_| format!("`{s}` is not a day of the calendar"))
    }
}

struct DayVisitor;

impl<'de> de::Visitor<'de> for DayVisitor {
    type Value = When;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WANTED)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<When, A::Error> {
        let (mut first, mut last) = (None, None);
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            match key.as_ref() {
                NATIVE => {
                    let day: Day = map.next_value::<Cow<'_, str>>()?.parse().map_err(de::Error::custom)?;
                    return Ok(When::On(day.0));
                }
                "not-before" => first = Some(map.next_value::<Day>()?),
                "not-after" => last = Some(map.next_value::<Day>()?),
                other => return Err(de::Error::unknown_field(other, &["not-before", "not-after"])),
            }
        }
        match (first, last) {
            (Some(a), Some(b)) if a < b => Ok(When::Within(a.0, b.0)),
            (Some(_), Some(_)) => Err(de::Error::custom("`not-before` must be earlier than `not-after`")),
            (None, _) => Err(de::Error::missing_field("not-before")),
            (_, None) => Err(de::Error::missing_field("not-after")),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(DayVisitor)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match d.deserialize_any(DayVisitor)? {
            When::On(day) => Ok(Day(day)),
            When::Within(..) => {
                Err(de::Error::custom(format!("a span of days, where one day is wanted: {WANTED}")))
            }
        }
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A day, as a native TOML date: 2014-03-06, without quotes.", "examples": ["2014-03-06"] })
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let day = generator.subschema_for::<Day>();
        json_schema!({
            "description": "A day, or the span within which an unknown day lies.",
            "oneOf": [
                day,
                {
                    "type": "object",
                    "description": "The day is not known: it lies within this span, both days included.",
                    "properties": { "not-before": day, "not-after": day },
                    "required": ["not-before", "not-after"],
                    "additionalProperties": false,
                    "x-ascending": ["not-before", "not-after"]
                }
            ]
        })
    }
}

/// A length of time in ISO 8601 form: `P30D`, `P12M`, `P5Y`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    years: u16,
    months: u16,
    days: u16,
}

impl Period {
    /// The day that lies this period after `day`; the calendar's last day if it lies beyond.
    pub fn after(self, day: Date) -> Date {
        day.checked_add(self.span()).unwrap_or(Date::MAX)
    }

    /// The day that lies this period before `day`; the calendar's first day if it lies beyond.
    pub fn before(self, day: Date) -> Date {
        day.checked_sub(self.span()).unwrap_or(Date::MIN)
    }

    /// The number of days, where the period is written in days alone.
    pub fn whole_days(self) -> Option<u16> {
        (self.years == 0 && self.months == 0).then_some(self.days)
    }

    fn span(self) -> jiff::Span {
        jiff::Span::new()
            .years(i32::from(self.years))
            .months(i32::from(self.months))
            .days(i32::from(self.days))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.years, "year"), (self.months, "month"), (self.days, "day")];
        let mut first = true;
        for (n, unit) in parts.into_iter().filter(|(n, _)| *n > 0) {
            write!(f, "{}{n} {unit}{}", if first { "" } else { " " }, if n == 1 { "" } else { "s" })?;
            first = false;
        }
        Ok(())
    }
}

impl FromStr for Period {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let wrong = || format!("`{s}` is not a period (`P30D`, `P12M`, `P5Y`)");
        let mut rest = s.strip_prefix('P').filter(|r| !r.is_empty()).ok_or_else(wrong)?;
        let mut period = Period { years: 0, months: 0, days: 0 };
        let slots = [('Y', &mut period.years), ('M', &mut period.months), ('D', &mut period.days)];
        for (unit, slot) in slots {
            if let Some((number, after)) = rest.split_once(unit) {
                let digits = (1..=4).contains(&number.len())
                    && !number.starts_with('0')
                    && number.bytes().all(|b| b.is_ascii_digit());
                *slot = if digits { number.parse().map_err(|_| wrong())? } else { return Err(wrong()) };
                rest = after;
            }
        }
        if rest.is_empty() { Ok(period) } else { Err(wrong()) }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Period {
    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A length of time in ISO 8601 form: P30D, P12M, P5Y.",
            "examples": ["P30D", "P12M", "P5Y"],
            "pattern": "^P([1-9][0-9]{0,3}Y([1-9][0-9]{0,3}M)?([1-9][0-9]{0,3}D)?|[1-9][0-9]{0,3}M([1-9][0-9]{0,3}D)?|[1-9][0-9]{0,3}D)$"
        })
    }
}

/// A day of any year, `MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// The month and day of a date.
    pub fn of(date: Date) -> Self {
        Self { month: date.month(), day: date.day() }
    }

    /// This day in a year; none where the year does not have it.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl FromStr for MonthDay {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let leap: Day =
            format!("2000-{s}").parse().map_err(|_| format!("`{s}` is not a day of the year (MM-DD)"))?;
        Ok(Self::of(leap.0))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for MonthDay {
    fn schema_name() -> Cow<'static, str> {
        "MonthDay".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day of any year: MM-DD.",
            "examples": ["07-10"],
            "pattern": "^(0[13578]-(0[1-9]|[12][0-9]|3[01])|1[02]-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Holder {
        day: When,
    }

    fn read(toml: &str) -> Result<When, String> {
        toml::from_str::<Holder>(toml).map(|h| h.day).map_err(|e| e.message().to_owned())
    }

    #[test]
    fn a_day_is_native_and_a_span_is_a_table() {
        let day = |s: &str| s.parse::<Day>().expect("a day").0;
        assert_eq!(read("day = 2014-03-06"), Ok(When::On(day("2014-03-06"))));
        assert_eq!(
            read("day = { not-before = 2014-03-06, not-after = 2014-04-01 }"),
            Ok(When::Within(day("2014-03-06"), day("2014-04-01")))
        );
        for bad in [
            "day = \"2014-03-06\"",
            "day = 2014-03-06T10:00:00Z",
            "day = { not-before = 2014-03-06 }",
            "day = { not-before = 2014-03-06, not-after = 2014-03-05 }",
            "day = { on = 2014-03-06 }",
            "day = 5",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_embedded_form_decodes_the_same() {
        let value: toml::Value = toml::from_str("day = 2014-03-06").expect("toml");
        let json = serde_json::to_string(&value).expect("json");
        let holder: Holder = serde_json::from_str(&json).expect("decodes");
        assert_eq!(holder.day, read("day = 2014-03-06").expect("a day"));
    }

    #[test]
    fn periods() {
        let day = "2018-12-19".parse::<Day>().expect("a day").0;
        assert_eq!("P30D".parse::<Period>().expect("period").after(day).to_string(), "2019-01-18");
        assert_eq!("P1Y2M".parse::<Period>().expect("period").to_string(), "1 year 2 months");
        for bad in ["P", "30D", "P0D", "P0Y1M", "PD", "P1D2M", "P12345D", "P-1D"] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
    }
}
