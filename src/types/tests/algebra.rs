//! Properties that hold for all types, tried on a generated sample.

use super::*;

/// A small generator with a fixed seed, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn range(&mut self) -> IntRange {
        IntRange {
            min: Some(self.below(4) as i64),
            max: [None, Some(4 + self.below(4) as i64)][self.below(2) as usize],
        }
    }

    fn ty(&mut self, depth: u32) -> Ty {
        let leaves = 20;
        match self.below(if depth == 0 { leaves } else { leaves + 7 }) {
            0 => string(),
            1 => int(),
            2 => int_within(Some(self.below(4) as i64), Some(4 + self.below(4) as i64)),
            3 => bool(),
            4 => float(),
            5 => s(["a", "b", "c"][self.below(3) as usize]),
            6 => i(self.below(6) as i64),
            7 => named(NamedString::ALL[self.below(7) as usize]),
            8 => duration(),
            9 => json(),
            10 => refined(StrRefinement::length(IntRange { min: Some(self.below(3) as i64), max: None })),
            11 => null(),
            12 => resource(["AWS::EC2::VPC", "AWS::S3::Bucket"][self.below(2) as usize]),
            13 => refined(StrRefinement {
                named: [None, Some(NamedString::Region)][self.below(2) as usize],
                length: IntRange { min: None, max: Some(self.below(9) as i64) },
                patterns: ["[a-z]+", ".*1"][..self.below(3) as usize].iter().map(|p| (*p).into()).collect(),
            }),
            14 => Arc::new(TyKind::Duration(self.range())),
            15 => Arc::new(TyKind::Size(self.range())),
            16 => {
                let (min, max) = (self.below(3) as f64, 3.0 + self.below(3) as f64 / 2.0);
                Arc::new(TyKind::Float(FloatRange { min: Some(min), max: Some(max), exclusive: self.below(2) == 0 }))
            }
            17 => literal(Literal::Float(Number::new(self.below(8) as f64 / 2.0))),
            18 => literal(Literal::Duration(self.below(6) as i64)),
            19 => literal(Literal::Size(self.below(6) as i64)),
            20 => list(self.ty(depth - 1)),
            21 => map(self.ty(depth - 1)),
            22 => optional(self.ty(depth - 1)),
            23 => secret(self.ty(depth - 1)),
            24 => union([self.ty(depth - 1), self.ty(depth - 1)]),
            25 => opaque_list(self.ty(depth - 1)),
            _ => {
                let fields: Vec<_> = ["x", "y", "z"].into_iter().filter(|_| self.below(2) == 0).collect();
                record(fields.into_iter().map(|n| (n, self.ty(depth - 1))).collect::<Vec<_>>())
            }
        }
    }
}

fn sample(n: usize) -> Vec<Ty> {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    (0..n).map(|_| random.ty(3)).collect()
}

/// Assignable without a check that could fail when evaluated.
fn surely(from: &Ty, to: &Ty) -> Option<Coercion> {
    assignable(from, to, &NoBodies).ok().map(Option::unwrap_or_default).filter(|c| !c.check)
}

#[test]
fn reflexive() {
    for ty in sample(2000) {
        assert_eq!(ok(&ty, &ty), None, "{}", shown(&ty));
        let copy = Arc::new((*ty).clone());
        assert_eq!(ok(&copy, &ty), None, "{}", shown(&ty));
        assert!(same(&copy, &ty));
    }
}

#[test]
fn joins_are_upper_bounds() {
    let types = sample(300);
    let mut joined = 0;
    for a in &types {
        for b in &types {
            let Ok(both) = join(a, b, &NoBodies) else { continue };
            joined += 1;
            for part in [a, b] {
                assert!(surely(part, &both).is_some(), "{} | {} = {}", shown(a), shown(b), shown(&both));
            }
            let other = join(b, a, &NoBodies);
            assert!(other.is_ok(), "{} | {} joins one way only", shown(a), shown(b));
        }
    }
    assert!(joined > 5_000, "{joined}");
}

#[test]
fn what_fits_joins_to_the_wider() {
    for a in &sample(200) {
        for b in &sample(200) {
            if surely(a, b).is_some() {
                let both = join(a, b, &NoBodies).unwrap_or_else(|m| panic!("{}", m.message(&NoBodies)));
                assert!(surely(&both, b).is_some(), "{} | {} = {}", shown(a), shown(b), shown(&both));
            }
        }
    }
}

#[test]
fn assignability_is_transitive() {
    let types = sample(130);
    let fits: Vec<Vec<bool>> = types.iter().map(|a| types.iter().map(|b| surely(a, b).is_some()).collect()).collect();
    for (x, a) in types.iter().enumerate() {
        for (y, b) in types.iter().enumerate().filter(|(y, _)| fits[x][*y]) {
            for (z, c) in types.iter().enumerate().filter(|(z, _)| fits[y][*z]) {
                assert!(fits[x][z], "{} fits {}, that fits {}", shown(a), shown(b), shown(c));
            }
        }
    }
}

#[test]
fn narrowing_splits_a_type() {
    for ty in sample(500) {
        let patterns = [
            Pattern::Null,
            Pattern::Literals(vec![Literal::Str("a".into()), Literal::Int(3), Literal::Bool(true)]),
            Pattern::Record(vec![("x".into(), None)]),
        ];
        for pattern in &patterns {
            let away = narrow_away(&ty, pattern);
            assert!(surely(&away, &ty).is_some(), "{} is no part of {}", shown(&away), shown(&ty));
            let to = narrow_to(&ty, pattern);
            assert!(surely(&to, &ty).is_some(), "{} is no part of {}", shown(&to), shown(&ty));
        }
        // Step by step it is the same as all at once.
        for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [1, 1, 2]] {
            let (mut matching, mut rest) = (Matching::new(&ty), ty.clone());
            for pattern in order.map(|at| &patterns[at]) {
                assert_eq!(shown(&matching.part(pattern)), shown(&narrow_to(&ty, pattern)), "of {}", shown(&ty));
                let takes = !matches!(*narrow_to(&rest, pattern), TyKind::Never);
                assert_eq!(matching.takes(pattern), takes, "{pattern:?} of {}", shown(&rest));
                matching.take(pattern);
                rest = narrow_away(&rest, pattern);
                let is_left = !matches!(*rest, TyKind::Never | TyKind::Error);
                assert_eq!(!matching.missing().is_empty(), is_left, "{}", shown(&rest));
            }
            matching.take(&Pattern::Any);
            assert_eq!(matching.missing(), Vec::<String>::new());
        }
    }
}

#[test]
fn a_mismatch_says_what_disagrees() {
    let types = sample(200);
    for a in &types {
        for b in &types {
            if let Err(m) = assignable(a, b, &NoBodies) {
                let message = m.message(&NoBodies);
                assert!(message.len() < 600, "{message}");
                assert!(
                    assignable(&m.found, &m.expected, &NoBodies).is_err(),
                    "{} to {}: {message}",
                    shown(a),
                    shown(b)
                );
            }
        }
    }
}

#[test]
fn what_fits_overlaps() {
    let types = sample(300);
    for a in &types {
        for b in &types {
            assert_eq!(overlap(a, b), overlap(b, a), "{} and {}", shown(a), shown(b));
            if surely(a, b).is_some() {
                assert!(overlap(a, b), "{} fits {}", shown(a), shown(b));
            }
        }
    }
}
