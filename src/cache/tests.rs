use super::*;
use proptest::prelude::*;
use std::fs;

fn key(number: u32) -> Key {
    *blake3::hash(&number.to_le_bytes()).as_bytes()
}

fn open(folder: &Path) -> Cache {
    let (cache, diagnostics) = Cache::open(Some(folder)).unwrap();
    assert_eq!(diagnostics, []);
    cache
}

/// The code of the only diagnostic of opening.
fn open_with_trouble(folder: &Path) -> (Cache, String) {
    let (cache, diagnostics) = Cache::open(Some(folder)).unwrap();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    (cache, diagnostics[0].code.to_string())
}

fn put(cache: &Cache, number: u32, text: &str) -> Entry {
    cache.put(&key(number), format!("facts {number}").as_bytes(), &[number as u8; 5], text).unwrap()
}

#[track_caller]
fn check_record(cache: &Cache, number: u32, text: &str) {
    let entry = cache.get(&key(number)).unwrap();
    assert_eq!(cache.read_facts(entry).unwrap(), format!("facts {number}").into_bytes());
    assert_eq!(cache.read_body(entry).unwrap(), vec![number as u8; 5]);
    assert_eq!(cache.read_text(entry).unwrap(), text);
    assert_eq!(entry.text_len() as usize, text.len());
}

fn live(numbers: impl IntoIterator<Item = u32>) -> BTreeSet<Key> {
    numbers.into_iter().map(key).collect()
}

#[test]
fn a_record_is_read_as_it_was_put() {
    for folder in [None, Some(tempfile::tempdir().unwrap())] {
        let path = folder.as_ref().map(|folder| folder.path().join("a/cache"));
        let (cache, diagnostics) = Cache::open(path.as_deref()).unwrap();
        assert_eq!(diagnostics, []);
        assert_eq!(cache.get(&key(1)), None);
        put(&cache, 1, "The harbour froze.");
        put(&cache, 2, "");
        check_record(&cache, 1, "The harbour froze.");
        check_record(&cache, 2, "");
        cache.finish(&live([1, 2])).unwrap();
        check_record(&cache, 1, "The harbour froze.");
    }
}

#[test]
fn the_next_build_finds_the_records_of_a_finished_one() {
    let folder = tempfile::tempdir().unwrap();
    let cache = open(folder.path());
    put(&cache, 1, "one");
    cache.finish(&live([1])).unwrap();
    put(&cache, 2, "after the index");
    drop(cache);

    let cache = open(folder.path());
    check_record(&cache, 1, "one");
    assert_eq!(cache.get(&key(2)), None);
    put(&cache, 3, "three");
    put(&cache, 1, "one again");
    cache.finish(&live([1, 3])).unwrap();
    drop(cache);

    let cache = open(folder.path());
    check_record(&cache, 1, "one again");
    check_record(&cache, 3, "three");
}

#[test]
fn threads_put_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let cache = open(folder.path());
    std::thread::scope(|scope| {
        for part in 0..4 {
            let cache = &cache;
            scope.spawn(move || {
                for n in 0..200 {
                    put(cache, part * 200 + n, &"é".repeat(n as usize));
                }
            });
        }
    });
    cache.finish(&live(0..800)).unwrap();
    drop(cache);
    let cache = open(folder.path());
    (0..800).for_each(|n| check_record(&cache, n, &"é".repeat(n as usize % 200)));
}

#[test]
fn ranges_of_text_are_narrowed_to_characters() {
    let (cache, _) = Cache::open(None).unwrap();
    let text = "aé日🚢z\0b";
    let entry = put(&cache, 1, text);
    for start in 0..=text.len() + 1 {
        for end in 0..=text.len() + 1 {
            let low = text.ceil_char_boundary(start.min(text.len()));
            let high = text.floor_char_boundary(end.min(text.len())).max(low);
            let range = cache.read_text_range(entry, start as u32, end as u32).unwrap();
            assert_eq!(range, text[low..high], "{start}..{end}");
        }
    }
}

#[test]
fn a_cache_in_use_is_read_by_others_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path());
    put(&first, 1, "one");
    first.finish(&live([1])).unwrap();
    let (second, code) = open_with_trouble(folder.path());
    assert_eq!(code, "cache-locked");
    check_record(&second, 1, "one");
    put(&second, 2, "two");
    check_record(&second, 2, "two");
    second.finish(&live([2])).unwrap();
    drop((first, second));
    let third = open(folder.path());
    check_record(&third, 1, "one");
    assert_eq!(third.get(&key(2)), None);
}

#[test]
fn what_is_no_longer_used_is_compacted_away() {
    let folder = tempfile::tempdir().unwrap();
    let text = "x".repeat(100_000);
    let cache = open(folder.path());
    for n in 0..20 {
        put(&cache, n, &text);
    }
    cache.finish(&live(0..15)).unwrap();
    drop(cache);

    // A quarter is garbage: it stays, so that an edit can be taken back.
    let cache = open(folder.path());
    check_record(&cache, 17, &text);
    cache.finish(&live(0..5)).unwrap();
    drop(cache);

    let cache = open(folder.path());
    (0..5).for_each(|n| check_record(&cache, n, &text));
    assert_eq!(cache.get(&key(17)), None);
    put(&cache, 30, "new");
    cache.finish(&live([0, 1, 2, 3, 4, 30])).unwrap();
    drop(cache);
    let size: u64 =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
    assert!(size < 700_000, "{size}");
    check_record(&open(folder.path()), 30, "new");
}

/// The only pack in a folder.
fn pack_file(folder: &Path) -> std::path::PathBuf {
    let mut files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("pack-")).unwrap()
}

#[test]
fn a_damaged_record_is_told_and_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let cache = open(folder.path());
    put(&cache, 1, "one");
    put(&cache, 2, "two");
    cache.finish(&live([1, 2])).unwrap();
    drop(cache);
    let pack = pack_file(folder.path());
    let mut bytes = fs::read(&pack).unwrap();
    bytes[10] ^= 1;
    fs::write(&pack, bytes).unwrap();

    let cache = open(folder.path());
    let entry = cache.get(&key(1)).unwrap();
    assert_eq!(cache.read_facts(entry).unwrap_err().diagnostic().code, "cache-damaged");
    check_record(&cache, 2, "two");
    cache.finish(&live([1, 2])).unwrap();
    drop(cache);

    let cache = open(folder.path());
    assert_eq!(cache.get(&key(1)), None);
    put(&cache, 1, "one");
    cache.finish(&live([1, 2])).unwrap();
    drop(cache);
    check_record(&open(folder.path()), 1, "one");
}

#[test]
fn an_unusable_cache_starts_empty_and_works() {
    type Spoil = fn(&Path);
    let spoil: [(&str, Spoil); 5] = [
        ("index cut off", |path| {
            fs::write(path.join("index"), &fs::read(path.join("index")).unwrap()[..40]).unwrap();
        }),
        ("index empty", |path| fs::write(path.join("index"), "").unwrap()),
        ("other version", |path| {
            let mut index = fs::read(path.join("index")).unwrap();
            index[7] = b'9';
            fs::write(path.join("index"), index).unwrap();
        }),
        ("no pack", |path| fs::remove_file(pack_file(path)).unwrap()),
        ("short pack", |path| fs::write(pack_file(path), "x").unwrap()),
    ];
    for (name, spoil) in spoil {
        let folder = tempfile::tempdir().unwrap();
        let cache = open(folder.path());
        put(&cache, 1, "one");
        cache.finish(&live([1])).unwrap();
        drop(cache);
        spoil(folder.path());
        let (cache, code) = open_with_trouble(folder.path());
        assert_eq!(code, "cache-unreadable", "{name}");
        assert_eq!(cache.get(&key(1)), None, "{name}");
        put(&cache, 1, "one");
        cache.finish(&live([1])).unwrap();
        drop(cache);
        check_record(&open(folder.path()), 1, "one");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_done_without() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let (cache, code) = open_with_trouble(&folder.path().join("file/cache"));
    assert_eq!(code, "cache-unusable");
    put(&cache, 1, "one");
    check_record(&cache, 1, "one");
    cache.finish(&live([1])).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn spoilt_bytes_never_panic_nor_give_wrong_facts(
        spoilt in proptest::collection::vec((any::<bool>(), any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let cache = open(folder.path());
        for n in 0..4 {
        put(&cache, n, "Tidings of the harbour, é 日");
    }
        cache.finish(&live(0..4)).unwrap();
        drop(cache);
        let (pack, index) = (pack_file(folder.path()), folder.path().join("index"));
        for (in_pack, place, byte) in spoilt {
            let path = if in_pack { &pack } else { &index };
            let mut bytes = fs::read(path).unwrap();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            fs::write(path, bytes).unwrap();
        }
        if let Some(cut) = cut {
            let bytes = fs::read(&pack).unwrap();
            fs::write(&pack, &bytes[..cut.index(bytes.len())]).unwrap();
        }
        let (cache, _) = Cache::open(Some(folder.path())).unwrap();
        for n in 0..4 {
            let Some(entry) = cache.get(&key(n)) else { continue };
            if let Ok(facts) = cache.read_facts(entry) {
                prop_assert_eq!(facts, format!("facts {n}").into_bytes());
            }
            if let Ok(body) = cache.read_body(entry) {
                prop_assert_eq!(body, vec![n as u8; 5]);
            }
            _ = cache.read_text_range(entry, 3, 28);
        }
        cache.finish(&live(0..4)).unwrap();
    }
}
