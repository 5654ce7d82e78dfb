//! Makes the tables in `models/` and tries them out. See `models/README.md`.
//!
//! The product's own files are included by path rather than through the library, which cannot be built before the
//! tables exist, and so that nothing of the tagger need be public.
#![allow(dead_code, reason = "only a part of the included files is used")]

#[path = "."]
mod page {
    #[path = "../../src/page/tree.rs"]
    pub mod tree;
}

#[path = "."]
mod analysis {
    #[path = "../../src/analysis/token.rs"]
    pub mod token;

    #[path = "."]
    pub mod entity {
        #[path = "../../src/analysis/entity/bodies.rs"]
        pub mod bodies;
        #[path = "../../src/analysis/entity/candidate.rs"]
        pub mod candidate;
        #[path = "../../src/analysis/entity/clean.rs"]
        pub mod clean;
        #[path = "../../src/analysis/entity/decode.rs"]
        pub mod decode;
        #[path = "../../src/analysis/entity/document.rs"]
        pub mod document;
        #[path = "../../src/analysis/entity/features.rs"]
        pub mod features;
        #[path = "../../src/analysis/entity/given_away.rs"]
        pub mod given_away;
        #[path = "../../src/analysis/entity/hash.rs"]
        pub mod hash;
        #[path = "../../src/analysis/entity/lists.rs"]
        pub mod lists;
        #[path = "../../src/analysis/entity/model.rs"]
        pub mod model;
        #[path = "../../src/analysis/entity/patterns.rs"]
        pub mod patterns;
        #[path = "../../src/analysis/entity/reader.rs"]
        pub mod reader;
        #[path = "../../src/analysis/entity/sentence.rs"]
        pub mod sentence;
        #[path = "../../src/analysis/entity/table.rs"]
        pub mod table;
        #[path = "../../src/analysis/entity/tagger.rs"]
        pub mod tagger;
        #[path = "../../src/analysis/entity/votes.rs"]
        pub mod votes;
        #[path = "../../src/analysis/entity/word.rs"]
        pub mod word;
        #[path = "../../src/analysis/entity/word_map.rs"]
        pub mod word_map;
    }
}

mod corpus;
mod crf;
mod examples;
mod letters;
mod lexicon;
mod names;
mod options;
mod random;
mod synthetic;
mod tag;

use options::Options;
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match arguments.first().map(String::as_str) {
        Some("train") => train(root, &Options::parse(&arguments[1..])?),
        Some("letters") => {
            Ok(std::fs::write(root.join("../models/en.letters.bin"), letters::table(&root.join("data"))?)?)
        }
        Some("tag") if arguments.len() >= 3 => {
            let models = arguments.get(3).map_or_else(|| root.join("../models"), PathBuf::from);
            tag::tag_file(&models, Path::new(&arguments[1]), Path::new(&arguments[2]))
        }
        _ => Err("usage: train [--NAME VALUE]… | letters | tag IN.jsonl OUT.jsonl [MODELS]".into()),
    }
}

fn train(root: &Path, options: &Options) -> Result<(), Box<dyn Error>> {
    let data = root.join("data");
    let models = options.out.clone().unwrap_or_else(|| root.join("../models"));
    std::fs::create_dir_all(&models)?;
    let gazetteer = lexicon::gazetteer(&data)?;
    let clusters = lexicon::clusters(&data)?;
    std::fs::write(models.join("en.gazetteer.bin"), &gazetteer)?;
    std::fs::write(models.join("en.clusters.bin"), &clusters)?;
    let tables = analysis::entity::model::Lexicon::new(&gazetteer, &clusters);
    let mut documents = corpus::load_all(&data, options)?;
    documents.extend(synthetic::documents(&data, options.copies, options.patterns)?);
    let examples = examples::Examples::read(&tables, &documents, options);
    eprintln!(
        "{} documents, {} segments, {} words to label, {} features",
        documents.len(),
        examples.segments.len(),
        examples.labels.len(),
        examples.hashes.len()
    );
    let trained = crf::train(&examples, options);
    let weights = crf::quantise(&examples, &trained, options);
    std::fs::write(models.join("en.weights.bin"), &weights)?;
    eprintln!("gazetteer {} clusters {} weights {} bytes", gazetteer.len(), clusters.len(), weights.len());
    Ok(())
}
