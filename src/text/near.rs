//! Which of the words that are known someone may have meant.
//!
//! A word is near another when few letters were dropped, added, changed or swapped, or when one is a part of the
//! other. The cost of one question is bounded whatever the words are.

use std::cmp::Reverse;

/// Words longer than this, in bytes, are near to nothing.
const LONGEST: usize = 100;
/// Up to this many known words are all looked at; of more, only the neighbours in sorted order.
const ALL: usize = 4_000;

/// The known word that `word` most likely stands for; the first in order where several are as near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let allowed = letters.len().div_ceil(3);
    known
        .into_iter()
        .filter(|other| other.len() <= LONGEST && *other != word)
        .filter_map(|other| Some((rank(&letters, other, allowed)?, other)))
        .min_by_key(|(rank, other)| (*rank, *other))
        .map(|(_, other)| other)
}

/// The same among words in sorted order, of which there may be very many.
pub fn nearest_sorted<'a, S: AsRef<str>>(word: &str, sorted: &'a [S]) -> Option<&'a str> {
    let at = sorted.partition_point(|other| other.as_ref() < word);
    let from = if sorted.len() <= ALL { 0 } else { at.saturating_sub(ALL / 2) };
    let to = if sorted.len() <= ALL { sorted.len() } else { (from + ALL).min(sorted.len()) };
    nearest(word, sorted.get(from..to).unwrap_or_default().iter().map(AsRef::as_ref))
}

/// How near a known word is: fewer changes first, then the longer common beginning. None where it is too far.
fn rank(word: &[char], other: &str, allowed: usize) -> Option<(usize, Reverse<usize>)> {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let common = word.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let part = word.len() >= 4 && other.len() >= 4 && (holds(&other, word) || holds(word, &other));
    let far = distance(word, &other, allowed).or(part.then_some(allowed))?;
    Some((far, Reverse(common)))
}

fn holds(long: &[char], short: &[char]) -> bool {
    long.len() > short.len() && long.windows(short.len()).any(|window| window == short)
}

/// Letters dropped, added, changed, or swapped with their neighbour; none when more than `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let (mut before, mut row): (Vec<usize>, Vec<usize>) = (vec![], (0..=b.len()).collect());
    for (i, x) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut least = (row[j] + usize::from(x != y)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        if next.iter().min() > Some(&most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|far| *far <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_are_mended() {
        let keys = ["title", "short-title", "signed", "effective", "ended", "expires"];
        for (word, meant) in [
            ("titel", "title"),
            ("efective", "effective"),
            ("sigend", "signed"),
            ("Title", "title"),
            ("short", "short-title"),
        ] {
            assert_eq!(nearest(word, keys), Some(meant), "{word}");
        }
        for far in ["", "colour", "x", "zzzzzzzzzz"] {
            assert_eq!(nearest(far, keys), None, "{far}");
        }
        assert_eq!(nearest(&"t".repeat(1000), keys), None);
    }

    #[test]
    fn of_many_words_the_neighbours_are_asked() {
        let many: Vec<String> = (0..100_000).map(|n| format!("record-{n:06}")).collect();
        assert_eq!(nearest_sorted("record-0512340", &many), Some("record-051234"));
        assert_eq!(nearest_sorted("recrd-000012", &many[..100]), Some("record-000012"));
        assert_eq!(nearest_sorted("x", &Vec::<String>::new()), None);
    }
}
