use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Site = BTreeMap<String, String>;

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, content)| ((*path).to_owned(), (*content).to_owned())).collect()
}

fn fingerprint(content: &str) -> Fingerprint {
    *blake3::hash(content.as_bytes()).as_bytes()
}

fn open(folder: &Path) -> Output {
    Output::open(folder, &[]).unwrap().0
}

/// Brings a site into the output as a build does, up to the commit.
fn stage(folder: &Path, site: &Site) -> Output {
    let output = open(folder);
    for (path, content) in site {
        let fingerprint = fingerprint(content);
        if output.unchanged(path, &fingerprint) {
            output.keep(path, &fingerprint).unwrap();
        } else {
            output.stage(path, &fingerprint, content.as_bytes()).unwrap();
        }
    }
    output
}

fn build(folder: &Path, site: &Site) -> Result<Report, WriteError> {
    stage(folder, site).commit()
}

/// All files in a folder, and empty folders with a `/` at the end of their name.
fn tree(folder: &Path) -> Site {
    fn walk(folder: &Path, prefix: &str, files: &mut Site) {
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap();
            let path = format!("{prefix}{}", file.file_name().to_str().unwrap());
            if file.file_type().unwrap().is_dir() {
                let before = files.len();
                walk(&file.path(), &format!("{path}/"), files);
                if files.len() == before {
                    files.insert(format!("{path}/"), String::new());
                }
            } else {
                files.insert(path, fs::read_to_string(file.path()).unwrap());
            }
        }
    }
    let mut files = Site::new();
    walk(folder, "", &mut files);
    files
}

fn tree_without_manifest(folder: &Path) -> Site {
    let mut files = tree(folder);
    files.remove(MANIFEST).unwrap();
    files
}

/// What a build into an empty folder gives.
fn fresh(site: &Site) -> Site {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), site).unwrap();
    tree(folder.path())
}

fn counts(report: &Report) -> (usize, usize, usize) {
    assert_eq!(report.diagnostics, []);
    (report.written, report.unchanged, report.removed)
}

#[test]
fn a_build_writes_what_changed_and_removes_what_is_stale() {
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("deep/public");
    let first = site(&[("index.html", "home"), ("articles/1952/storm.html", "storm"), ("old/a/b.html", "b")]);
    assert_eq!(counts(&build(&public, &first).unwrap()), (3, 0, 0));
    assert_eq!(tree_without_manifest(&public), first);
    assert_eq!(counts(&build(&public, &first).unwrap()), (0, 3, 0));
    let second = site(&[("index.html", "home again"), ("articles/1952/storm.html", "storm")]);
    let report = build(&public, &second).unwrap();
    assert_eq!((counts(&report), report.bytes), ((1, 1, 1), 10));
    assert_eq!(tree(&public), fresh(&second));
}

#[test]
fn the_same_bytes_are_not_written_again_under_another_fingerprint() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &site(&[("a", "same")])).unwrap();
    let modified = || fs::metadata(folder.path().join("a")).unwrap().modified().unwrap();
    let before = modified();
    let output = open(folder.path());
    output.stage("a", &fingerprint("new template"), b"same").unwrap();
    assert_eq!(counts(&output.commit().unwrap()), (0, 1, 0));
    assert_eq!(modified(), before);
    assert!(open(folder.path()).unchanged("a", &fingerprint("new template")));
}

#[test]
fn a_file_that_was_deleted_or_cut_by_hand_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = site(&[("a/b", "one"), ("c", "two")]);
    build(folder.path(), &wanted).unwrap();
    fs::remove_dir_all(folder.path().join("a")).unwrap();
    fs::write(folder.path().join("c"), "").unwrap();
    assert_eq!(counts(&build(folder.path(), &wanted).unwrap()), (2, 0, 0));
    assert_eq!(tree(folder.path()), fresh(&wanted));
}

#[test]
fn foreign_files_stay() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/empty")).unwrap();
    fs::write(folder.path().join("CNAME"), "example.org").unwrap();
    fs::write(folder.path().join("a/note"), "mine").unwrap();
    build(folder.path(), &site(&[("a/b", "b")])).unwrap();
    build(folder.path(), &site(&[])).unwrap();
    let kept = site(&[("CNAME", "example.org"), ("a/empty/", ""), ("a/note", "mine")]);
    assert_eq!(tree_without_manifest(folder.path()), kept);
}

#[test]
fn a_foreign_file_in_the_way_is_an_error_and_nothing_is_moved() {
    let wanted = site(&[("0", "first"), ("a/b", "b"), ("z", "last")]);
    for (obstacle, other) in [("a/b", None), ("a", None), ("a/b/inner", Some("a/b/inner"))] {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join(obstacle);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, "foreign").unwrap();
        let error = build(folder.path(), &wanted).unwrap_err();
        assert_eq!(error.path, folder.path().canonicalize().unwrap().join(other.unwrap_or(obstacle)));
        assert!(error.hint.is_some());
        assert_eq!(tree(folder.path()), site(&[(obstacle, "foreign")]));
        fs::remove_file(place).unwrap();
        build(folder.path(), &wanted).unwrap();
        assert_eq!(tree(folder.path()), fresh(&wanted));
    }
}

#[test]
fn a_lost_manifest_does_not_matter_while_the_content_is_the_same() {
    for spoil in [|path: &Path| fs::remove_file(path).unwrap(), |path: &Path| fs::write(path, "x\n").unwrap()]
    {
        let folder = tempfile::tempdir().unwrap();
        let wanted = site(&[("a/b", "b"), ("c", "c")]);
        build(folder.path(), &wanted).unwrap();
        spoil(&folder.path().join(MANIFEST));
        build(folder.path(), &wanted).unwrap();
        assert_eq!(tree(folder.path()), fresh(&wanted));
        spoil(&folder.path().join(MANIFEST));
        assert!(build(folder.path(), &site(&[("a/b", "changed")])).is_err());
    }
}

#[test]
fn a_stale_file_that_was_changed_by_hand_is_kept_and_told() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &site(&[("a/b", "one"), ("c", "c")])).unwrap();
    fs::write(folder.path().join("a/b"), "two").unwrap();
    let report = build(folder.path(), &site(&[("c", "c")])).unwrap();
    assert_eq!(report.removed, 0);
    assert_eq!(report.diagnostics[0].code, "stale-file-changed");
    assert_eq!(tree_without_manifest(folder.path()), site(&[("a/b", "two"), ("c", "c")]));
    assert_eq!(counts(&build(folder.path(), &site(&[("c", "c")])).unwrap()), (0, 1, 0));
}

#[test]
fn files_and_folders_change_places() {
    let folder = tempfile::tempdir().unwrap();
    let (file, deep) = (site(&[("a", "file")]), site(&[("a/b/c", "c"), ("a/b/d", "d"), ("a/e", "e")]));
    for wanted in [&file, &deep, &file, &deep] {
        build(folder.path(), wanted).unwrap();
        assert_eq!(tree(folder.path()), fresh(wanted));
    }
}

#[test]
fn a_build_that_is_given_up_leaves_the_site_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &site(&[("a", "one")])).unwrap();
    let before = tree(folder.path());
    drop(stage(folder.path(), &site(&[("a", "two"), ("b", "b")])));
    assert_eq!(tree(folder.path()), before);
    // Killed: nobody cleans up.
    let mut killed = stage(folder.path(), &site(&[("a", "two"), ("b", "b")]));
    killed.journaled = true;
    drop(killed);
    assert!(folder.path().join(STAGING).exists());
    // Killed while writing the journal.
    fs::write(folder.path().join(STAGING).join("journal"), "backfile-journal 1\n2\n0\ta\n1\tb\n").unwrap();
    drop(open(folder.path()));
    assert_eq!(tree(folder.path()), before);
}

/// Does what a build does that is killed after so many moves.
fn build_and_be_killed(folder: &Path, wanted: &Site, moves: usize) {
    let mut output = stage(folder, wanted);
    let journal = output.take_journal().unwrap();
    let staging = output.folder.join(STAGING);
    replace::check_obstacles(&output.folder, &journal, &output.before).unwrap();
    journal.save(&staging).unwrap();
    output.journaled = true;
    for (path, number, _) in journal.moves().take(moves) {
        let to = folder.join(path);
        if fs::create_dir_all(to.parent().unwrap()).is_ok() {
            _ = fs::rename(journal::staged_path(&staging, number), to);
        }
    }
}

#[test]
fn a_build_that_was_killed_while_moving_is_finished_by_the_next() {
    let first = site(&[("a", "1"), ("b/c", "1"), ("d", "1"), ("stale/x", "1")]);
    let second = site(&[("a", "2"), ("b/c", "2"), ("d", "1"), ("e/f/g", "2"), ("stale/y", "2")]);
    for moves in 0..=4 {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &first).unwrap();
        build_and_be_killed(folder.path(), &second, moves);
        let (output, diagnostics) = Output::open(folder.path(), &[]).unwrap();
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        drop(output);
        assert_eq!(tree(folder.path()), fresh(&second), "after {moves} moves");
    }
}

#[test]
fn two_builds_at_once_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path());
    if cfg!(unix) {
        assert!(Output::open(folder.path(), &[]).is_err());
    }
    drop(first);
    assert!(Output::open(folder.path(), &[]).is_ok());
}

#[test]
fn paths_that_lead_out_or_are_taken_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let output = open(folder.path());
    let print = fingerprint("");
    assert!(output.stage("../x", &print, b"").is_err());
    assert!(output.stage_copy("/x", &print, &folder.path().join("none")).is_err());
    assert!(output.keep("x", &print).is_err());
    output.stage("x", &print, b"").unwrap();
    assert!(output.stage("x", &print, b"").is_err());
    output.stage("x/y", &print, b"").unwrap();
    assert!(output.commit().is_err());
    assert_eq!(tree(folder.path()), Site::new());
}

#[test]
fn files_are_carried_along() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("scan.png");
    let public = folder.path().join("public");
    let carry = |fingerprint: &Fingerprint| {
        let output = open(&public);
        output.stage_copy("a/scan.png", fingerprint, &source).unwrap();
        output.commit().unwrap()
    };
    fs::write(&source, "x".repeat(200_000)).unwrap();
    assert_eq!(counts(&carry(&fingerprint("1"))), (1, 0, 0));
    assert_eq!(counts(&carry(&fingerprint("2"))), (0, 1, 0));
    fs::write(&source, "y".repeat(200_000)).unwrap();
    assert_eq!(counts(&carry(&fingerprint("3"))), (1, 0, 0));
    assert_eq!(fs::read(public.join("a/scan.png")).unwrap(), fs::read(&source).unwrap());
    assert!(open(&public).stage_copy("b", &fingerprint("1"), &folder.path().join("none")).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_is_neither_followed_nor_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere");
    let public = folder.path().join("public");
    build(&public, &site(&[("a/b", "b"), ("c", "c")])).unwrap();
    fs::rename(public.join("a"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, public.join("a")).unwrap();
    assert!(build(&public, &site(&[("a/b", "changed"), ("c", "c")])).is_err());
    build(&public, &site(&[("c", "c")])).unwrap();
    assert_eq!(tree(&elsewhere), site(&[("b", "b")]));
}

#[test]
fn manifests_are_read_as_they_were_printed_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    for wanted in [site(&[]), site(&[("a b/é", "1"), ("c", "2")])] {
        build(folder.path(), &wanted).unwrap();
        let text = fs::read_to_string(folder.path().join(MANIFEST)).unwrap();
        let mut printed = Vec::new();
        Manifest::print(Manifest::parse(&text).unwrap().files.iter(), &mut printed).unwrap();
        assert_eq!(printed, text.as_bytes());
        for end in text.char_indices().map(|(at, _)| at) {
            assert_eq!(Manifest::parse(&text[..end]), None);
        }
        assert_eq!(Manifest::parse(&text.replace("\tc\n", "\t../c\n")).is_some(), wanted.is_empty());
    }
}

fn any_site() -> impl Strategy<Value = Site> {
    let paths = ["a", "a/b", "a/b/c", "a/d", "e", "f/g", "f/h/i"];
    proptest::collection::vec(0_u8..4, paths.len()).prop_map(move |choices| {
        let mut files = Site::new();
        for (path, choice) in paths.iter().zip(choices) {
            let nested = place::ancestors(path).any(|ancestor| files.contains_key(ancestor));
            if choice > 0 && !nested {
                files.insert((*path).to_owned(), "x".repeat(choice.into()));
            }
        }
        files
    })
}

proptest! {
    #[test]
    fn no_manifest_or_journal_leads_out_of_the_folder(path in "(a|/|\\.\\.|\\.|\t|\0|\\\\|é){1,4}") {
        let hash = "0".repeat(32);
        let manifest = format!("backfile-manifest 1\n{hash}\t{hash}\t1\t{path}\n1\n");
        prop_assert_eq!(Manifest::parse(&manifest).is_some(), check_path(&path).is_ok());
        let journal = format!("backfile-journal 1\n1\n0\t{path}\n{manifest}");
        let journal = format!("{journal}{}\n", blake3::hash(journal.as_bytes()).to_hex());
        prop_assert_eq!(Journal::parse(&journal).is_some(), check_path(&path).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_sequence_of_builds_equals_a_fresh_one(
        steps in proptest::collection::vec((any_site(), 0_usize..12), 1..8),
        last in any_site(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        for (wanted, ending) in steps {
            match ending {
                0..5 => drop(build(folder.path(), &wanted).unwrap()),
                5 => drop(stage(folder.path(), &wanted)),
                moves => {
                    build_and_be_killed(folder.path(), &wanted, moves - 6);
                    drop(open(folder.path()));
                    prop_assert_eq!(tree(folder.path()), fresh(&wanted));
                }
            }
        }
        build(folder.path(), &last).unwrap();
        prop_assert_eq!(tree(folder.path()), fresh(&last));
    }
}
