//! Forms: the distinct names of the archive, each taken apart once. Two mentions of one form are written alike apart
//! from case, accents, punctuation and a leading article.

use super::super::person_name::{self, PersonName};
use super::spelling::{is_given_name, is_transliterated, looks_transliterated, sound, wide_sound};
use super::{organizations, places};
use crate::analysis::entity::EntityKind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Index into [`Forms`].
pub(super) type FormId = u32;

/// What an honorific tells of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Gender {
    /// Mr., Sir, …
    Male,
    /// Mrs., Miss, …
    Female,
}

/// A distinct name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Form {
    /// What it names.
    pub(super) kind: EntityKind,
    /// What it is written as, folded: equal for mentions of one form.
    pub(super) key: String,
    /// A person's name taken apart; empty for other kinds.
    pub(super) person: PersonName,
    /// The sound of a person's family name.
    pub(super) sound: String,
    /// The same, equal across related languages: under which names are looked up.
    pub(super) wide_sound: String,
    /// Whether a person's name was brought over from another alphabet.
    pub(super) brought_over: bool,
    /// An organisation's or place's words.
    pub(super) words: Vec<String>,
    /// Capitals only, as acronyms are.
    pub(super) acronym: bool,
    /// Written as a company: its legal form is left out of the words.
    pub(super) company: bool,
}

impl Form {
    /// Reads a printed name.
    pub(super) fn new(kind: EntityKind, surface: &str, gender: Option<Gender>) -> Self {
        let mut form = Self {
            kind,
            key: String::new(),
            person: PersonName::default(),
            sound: String::new(),
            wide_sound: String::new(),
            brought_over: false,
            words: Vec::new(),
            acronym: false,
            company: false,
        };
        match kind {
            EntityKind::Person => {
                form.person = person_name::parse(surface);
                // "Old Bill" goes by his given name.
                let aged = matches!(form.person.given.as_slice(), [age] if age == "old" || age == "young");
                if aged && is_given_name(&form.person.core) {
                    form.person.given.clear();
                }
                form.key = form.person.key();
                form.sound = sound(&form.person.core);
                form.wide_sound = wide_sound(&form.sound);
                form.brought_over = looks_transliterated(&form.person.core)
                    || form.person.given.iter().any(|given| is_transliterated(given));
                let gender = gender.or_else(|| form.person.honorific.as_deref().and_then(gender_of));
                if form.person.is_full()
                    && gender == Some(Gender::Female)
                    && form.person.given.first().and_then(|given| gender_of_given(given))
                        == Some(Gender::Male)
                {
                    form.become_his_wife();
                }
            }
            EntityKind::Organization => {
                form.acronym = organizations::is_acronym(surface);
                form.words = organizations::words_of(surface);
                form.company = organizations::is_company(surface);
                form.key = form.words.join(" ");
            }
            EntityKind::Place => {
                form.acronym = organizations::is_acronym(surface);
                form.words = places::words_of(surface);
                form.key = form.words.join(" ");
            }
        }
        form
    }

    /// Makes the name of a man that of his wife: "Mrs. Harold Vance".
    pub(super) fn become_his_wife(&mut self) {
        if self.person.given.first().is_none_or(|given| given != "mrs") {
            self.key = format!("mrs {}", self.key);
            self.person.given.insert(0, "mrs".into());
        }
    }

    /// Whether the name says nothing that could be compared.
    pub(super) fn is_empty(&self) -> bool {
        match self.kind {
            EntityKind::Person => self.person.core.is_empty(),
            EntityKind::Organization => {
                self.words.is_empty()
                    || (self.words.len() == 1 && organizations::is_mere_legal_form(&self.words[0]))
            }
            EntityKind::Place => self.key.is_empty(),
        }
    }
}

/// All forms, in order of kind and key: their ids do not depend on the order of the articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms(pub(super) Vec<Arc<Form>>, BTreeSet<(FormId, FormId)>);

impl Forms {
    /// Orders forms and drops doubles and those that say nothing; with the id of each.
    pub(super) fn new(forms: &[Arc<Form>]) -> (Self, Vec<Option<FormId>>) {
        let mut order: Vec<usize> = (0..forms.len()).filter(|&at| !forms[at].is_empty()).collect();
        order.sort_by_key(|&at| (forms[at].kind, &forms[at].key));
        let mut ids = vec![None; forms.len()];
        let mut distinct: Vec<Arc<Form>> = Vec::with_capacity(order.len());
        for at in order {
            let form = &forms[at];
            match distinct.last_mut().filter(|first| (first.kind, &first.key) == (form.kind, &form.key)) {
                Some(first) if form.acronym && !first.acronym || form.company && !first.company => {
                    let first = Arc::make_mut(first);
                    first.acronym |= form.acronym;
                    first.company |= form.company;
                }
                Some(_) => {}
                None => distinct.push(Arc::clone(form)),
            }
            ids[at] = Some(distinct.len() as FormId - 1);
        }
        (Self(distinct, BTreeSet::new()), ids)
    }

    /// Some of the forms, in the order of their ids, by themselves: the id of each is its place among `ids`.
    pub(super) fn part(&self, ids: &[FormId]) -> Self {
        let forms = ids.iter().map(|&id| Arc::clone(&self.0[id as usize])).collect();
        Self(forms, self.apart_among(ids).into_iter().collect())
    }

    /// The pairs of some forms that a person keeps apart, by their places among `ids`.
    pub(super) fn apart_among(&self, ids: &[FormId]) -> Vec<(FormId, FormId)> {
        if self.1.is_empty() {
            return Vec::new();
        }
        let place = |id: FormId| ids.binary_search(&id).ok().map(|at| at as FormId);
        let of_one = |(at, &id): (FormId, &FormId)| {
            let others = self.1.range((id, 0)..=(id, FormId::MAX));
            others.filter_map(|(_, other)| Some((at, place(*other)?))).collect::<Vec<_>>()
        };
        (0..).zip(ids).flat_map(of_one).collect()
    }

    /// Notes which forms a person keeps apart, in both orders.
    pub(super) fn keep_apart(&mut self, pairs: BTreeSet<(FormId, FormId)>) {
        self.1 = pairs;
    }

    /// Whether a person keeps two forms apart.
    pub(super) fn are_apart(&self, one: FormId, other: FormId) -> bool {
        !self.1.is_empty() && self.1.contains(&(one, other))
    }

    /// The form of an id.
    pub(super) fn get(&self, id: FormId) -> &Form {
        &self.0[id as usize]
    }

    /// The id of a form.
    pub(super) fn id_of(&self, kind: EntityKind, key: &str) -> Option<FormId> {
        self.0
            .binary_search_by(|form| (form.kind, form.key.as_str()).cmp(&(kind, key)))
            .ok()
            .map(|at| at as FormId)
    }
}

/// A mention on its way: which form, how sure, and what stood before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Found {
    /// What is written.
    pub(super) form: FormId,
    /// Index into the article's candidates; `None` for a name that a person listed in the front matter.
    pub(super) candidate: Option<u32>,
    /// Confidence of its kind, in thousandths.
    pub(super) score: u32,
    /// What its honorific tells.
    pub(super) gender: Option<Gender>,
    /// The number of what stood before it apart from plain honorifics: "mayor".
    pub(super) role: Option<u32>,
    /// Its place in the text; 0 for front matter.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
    /// Only offered: no mention unless it can be linked.
    pub(super) offered: bool,
    /// Whether the role is an office that one person holds at a time: "Governor".
    pub(super) office: bool,
}

/// What the words of a title or honorific tell of its bearer.
pub(super) fn gender_of(title: &str) -> Option<Gender> {
    super::super::fold::words(&super::super::fold::fold(title)).iter().find_map(|word| match word.as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "duke" | "emperor"
        | "congressman" | "councilman" | "chairman" | "herr" | "senor" | "monsieur" | "widower" => {
            Some(Gender::Male)
        }
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "sister" | "duchess" | "empress"
        | "congresswoman" | "councilwoman" | "chairwoman" | "madame" | "mme" | "mlle" | "frau" | "senora"
        | "actress" | "widow" => Some(Gender::Female),
        _ => None,
    })
}

/// What a usual given name tells of its bearer; `None` for one that both bear or that is not in the short list.
#[rustfmt::skip]
pub(super) fn gender_of_given(given: &str) -> Option<Gender> {
    match given {
        "james" | "john" | "robert" | "michael" | "william" | "david" | "richard" | "joseph" | "thomas" | "charles"
        | "daniel" | "matthew" | "anthony" | "mark" | "donald" | "steven" | "stephen" | "paul" | "andrew" | "joshua"
        | "kenneth" | "kevin" | "brian" | "george" | "edward" | "ronald" | "timothy" | "jason" | "jeffrey" | "jacob"
        | "gary" | "nicholas" | "eric" | "jonathan" | "larry" | "justin" | "scott" | "brandon" | "benjamin" | "samuel"
        | "gregory" | "frank" | "alexander" | "raymond" | "patrick" | "jack" | "dennis" | "jerry" | "henry" | "peter"
        | "walter" | "harold" | "arthur" | "albert" | "fred" | "frederick" | "ralph" | "roy" | "louis" | "philip"
        | "martin" | "harry" | "ernest" | "howard" | "carl" | "hugh" | "edwin" | "herbert" | "alfred" | "tom" | "bill"
        | "jim" | "joe" | "bob" | "mike" | "dan" | "dave" | "ben" | "sam" | "ivan" | "vladimir" | "sergei" | "dmitry"
        | "pierre" | "jean" | "hans" | "karl" | "juan" | "jose" | "carlos" | "luis" | "pedro" | "mohammed" | "ahmed"
        | "ali" | "oscar" | "stanley" | "leonard" | "russell" | "clarence" | "earl" | "theodore" | "simon" | "adam"
        | "ian" | "neil" | "alan" | "roger" | "keith" | "douglas" | "bruce" | "wayne" | "victor" | "oliver" => Some(Gender::Male),
        "mary" | "patricia" | "jennifer" | "linda" | "elizabeth" | "barbara" | "susan" | "jessica" | "sarah" | "karen"
        | "lisa" | "nancy" | "betty" | "margaret" | "sandra" | "ashley" | "kimberly" | "emily" | "donna" | "michelle"
        | "dorothy" | "carol" | "amanda" | "melissa" | "deborah" | "stephanie" | "rebecca" | "laura" | "helen" | "sharon"
        | "cynthia" | "kathleen" | "amy" | "shirley" | "angela" | "anna" | "ruth" | "brenda" | "pamela" | "nicole"
        | "katherine" | "catherine" | "christine" | "janet" | "debra" | "rachel" | "carolyn" | "maria" | "heather"
        | "diane" | "julie" | "joyce" | "victoria" | "kelly" | "christina" | "joan" | "evelyn" | "judith" | "martha"
        | "andrea" | "frances" | "hannah" | "jacqueline" | "ann" | "anne" | "alice" | "jane" | "grace" | "rose"
        | "eleanor" | "florence" | "edith" | "mildred" | "ethel" | "lillian" | "gladys" | "edna" | "clara" | "emma"
        | "ida" | "bertha" | "annie" | "agnes" | "ellen" | "esther" | "irene" | "julia" | "louise" | "lucy" | "olga"
        | "elena" | "fatima" | "sofia" | "sophia" | "charlotte" | "harriet" | "eliza" | "kate" | "susanna" => Some(Gender::Female),
        _ => None,
    }
}
