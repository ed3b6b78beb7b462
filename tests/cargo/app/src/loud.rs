fn main() {
    println!("{}", engine::shout("loud"));
}
