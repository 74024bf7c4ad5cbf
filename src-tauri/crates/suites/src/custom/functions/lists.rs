//! Arrays and maps.

use rhai::{Array, Blob, Dynamic, ImmutableString, Map, NativeCallContext};

use super::text::signed;
use super::{Outcome, Registrar, fault, kind, scalar};
use crate::custom::limits::{Budget, MOST_ELEMENTS, MOST_TEXT};

type Text = ImmutableString;

/// What one element costs beside one byte of text.
const ELEMENT: usize = 32;

pub(super) fn register(to: &mut Registrar<'_>) {
    to.engine
        .register_iterator::<Array>()
        .register_iterator::<std::ops::Range<i64>>()
        .register_iterator::<std::ops::RangeInclusive<i64>>();
    to.add("len", |array: &mut Array| signed(array.len()))
        .add("len", |map: &mut Map| signed(map.len()))
        .add("len", |blob: &mut Blob| signed(blob.len()))
        .add("is_empty", |array: &mut Array| array.is_empty())
        .add("is_empty", |map: &mut Map| map.is_empty())
        .add("is_empty", |blob: &mut Blob| blob.is_empty())
        .add("push", push)
        .add("contains", array_contains)
        .add("contains", |map: &mut Map, name: Text| {
            map.contains_key(name.as_str())
        })
        .add("remove", |map: &mut Map, name: Text| {
            map.remove(name.as_str()).unwrap_or(Dynamic::UNIT)
        })
        .add(
            "keys",
            |context: NativeCallContext<'_>, map: &mut Map| -> Outcome<Array> {
                Budget::spend(&context, map.len() * ELEMENT)?;
                Ok(map
                    .keys()
                    .map(|name| Dynamic::from(Text::from(name.as_str())))
                    .collect())
            },
        )
        .add("get", |array: &mut Array, place: i64| {
            let place = usize::try_from(place).ok();
            place
                .and_then(|place| array.get(place))
                .cloned()
                .unwrap_or(Dynamic::UNIT)
        })
        .add("get", |map: &mut Map, name: Text| {
            map.get(name.as_str()).cloned().unwrap_or(Dynamic::UNIT)
        })
        .add("set", set)
        .add("set", |map: &mut Map, name: Text, value: Dynamic| {
            map.insert(name.as_str().into(), value);
        })
        .add("sort", sort)
        .add("join", join);
}

fn push(context: NativeCallContext<'_>, array: &mut Array, value: Dynamic) -> Outcome<()> {
    // Rhai measures the whole array after each change of it.
    Budget::spend(&context, ELEMENT + array.len())?;
    if array.len() >= MOST_ELEMENTS {
        return fault(format!("the array would hold more than {MOST_ELEMENTS} elements"));
    }
    array.push(value);
    Ok(())
}

fn set(array: &mut Array, place: i64, value: Dynamic) -> Outcome<()> {
    let known = usize::try_from(place).ok().and_then(|place| array.get_mut(place));
    match known {
        Some(known) => {
            *known = value;
            Ok(())
        }
        None => fault(format!("the array has no element {place}")),
    }
}

/// Whether one element is the same scalar of the same kind.
fn array_contains(context: NativeCallContext<'_>, array: &mut Array, value: Dynamic) -> Outcome<bool> {
    Budget::spend(&context, array.len() * ELEMENT)?;
    let Some(sought) = scalar(&value) else {
        return fault(format!("cannot look for {}", kind(&value)));
    };
    let same = |element: &Dynamic| {
        kind(element) == kind(&value) && scalar(element).is_some_and(|element| element == sought)
    };
    Ok(array.iter().any(same))
}

/// A sorted copy: texts by their characters, numbers by their size.
fn sort(context: NativeCallContext<'_>, array: &mut Array) -> Outcome<Array> {
    Budget::spend(&context, array.len() * ELEMENT * 8)?;
    let texts: Option<Vec<Text>> = array.iter().map(|value| value.clone().try_cast()).collect();
    if let Some(mut texts) = texts {
        Budget::spend(&context, texts.iter().map(|text| text.len()).sum())?;
        texts.sort_unstable();
        return Ok(texts.into_iter().map(Dynamic::from).collect());
    }
    let numbers: Option<Vec<i64>> = array.iter().map(|value| value.as_int().ok()).collect();
    match numbers {
        Some(mut numbers) => {
            numbers.sort_unstable();
            Ok(numbers.into_iter().map(Dynamic::from).collect())
        }
        None => fault("can sort texts only, or numbers only"),
    }
}

fn join(context: NativeCallContext<'_>, array: &mut Array, by: Text) -> Outcome<Text> {
    let mut joined = String::new();
    for (index, value) in array.iter().enumerate() {
        let Some(text) = scalar(value) else {
            return fault(format!("cannot join {}", kind(value)));
        };
        Budget::spend(&context, ELEMENT + text.len() + by.len())?;
        if index > 0 {
            joined.push_str(&by);
        }
        joined.push_str(&text);
        if joined.len() > MOST_TEXT {
            return fault(format!("the text would be longer than {MOST_TEXT} bytes"));
        }
    }
    Ok(joined.into())
}
