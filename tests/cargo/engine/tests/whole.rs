#[test]
fn adds() {
    assert_eq!(engine::add(i32::MAX, 1), i32::MIN);
}

#[test]
#[should_panic(expected = "attempt")]
fn panics() {
    let zero = std::hint::black_box(0);
    println!("{}", 1 / zero);
}

#[test]
fn fails() {
    assert_eq!(engine::shout("b"), "b", "as it should");
}
