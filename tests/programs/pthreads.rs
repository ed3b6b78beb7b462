// SPDX-License-Identifier: Apache-2.0 OR MIT
//! The C library's threads, as crates call them.
use std::ffi::{c_char, c_void, CStr};
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

#[repr(C, align(16))]
struct Memory([u64; 16]);

impl Memory {
    fn new() -> Box<Memory> {
        Box::new(Memory([0; 16]))
    }
}

type Start = extern "C" fn(*mut c_void) -> *mut c_void;

extern "C" {
    fn pthread_create(thread: *mut u64, attributes: *const Memory, start: Start, argument: *mut c_void) -> i32;
    fn pthread_join(thread: u64, result: *mut *mut c_void) -> i32;
    fn pthread_detach(thread: u64) -> i32;
    fn pthread_self() -> u64;
    fn pthread_equal(a: u64, b: u64) -> i32;
    fn pthread_exit(result: *mut c_void) -> !;
    fn pthread_setname_np(thread: u64, name: *const c_char) -> i32;
    fn pthread_getname_np(thread: u64, name: *mut c_char, size: usize) -> i32;
    fn pthread_attr_init(attributes: *mut Memory) -> i32;
    fn pthread_attr_destroy(attributes: *mut Memory) -> i32;
    fn pthread_attr_setstacksize(attributes: *mut Memory, size: usize) -> i32;
    fn pthread_attr_getstacksize(attributes: *const Memory, size: *mut usize) -> i32;
    fn pthread_attr_setdetachstate(attributes: *mut Memory, state: i32) -> i32;
    fn pthread_attr_getdetachstate(attributes: *const Memory, state: *mut i32) -> i32;
    fn pthread_mutexattr_init(attributes: *mut Memory) -> i32;
    fn pthread_mutexattr_settype(attributes: *mut Memory, kind: i32) -> i32;
    fn pthread_mutexattr_destroy(attributes: *mut Memory) -> i32;
    fn pthread_mutex_init(mutex: *mut Memory, attributes: *const Memory) -> i32;
    fn pthread_mutex_lock(mutex: *mut Memory) -> i32;
    fn pthread_mutex_trylock(mutex: *mut Memory) -> i32;
    fn pthread_mutex_unlock(mutex: *mut Memory) -> i32;
    fn pthread_mutex_destroy(mutex: *mut Memory) -> i32;
    fn pthread_cond_init(condition: *mut Memory, attributes: *const Memory) -> i32;
    fn pthread_cond_signal(condition: *mut Memory) -> i32;
    fn pthread_cond_broadcast(condition: *mut Memory) -> i32;
    fn pthread_cond_wait(condition: *mut Memory, mutex: *mut Memory) -> i32;
    fn pthread_cond_timedwait(condition: *mut Memory, mutex: *mut Memory, until: *const [i64; 2]) -> i32;
    fn pthread_cond_destroy(condition: *mut Memory) -> i32;
    fn pthread_rwlock_init(lock: *mut Memory, attributes: *const Memory) -> i32;
    fn pthread_rwlock_rdlock(lock: *mut Memory) -> i32;
    fn pthread_rwlock_tryrdlock(lock: *mut Memory) -> i32;
    fn pthread_rwlock_wrlock(lock: *mut Memory) -> i32;
    fn pthread_rwlock_trywrlock(lock: *mut Memory) -> i32;
    fn pthread_rwlock_unlock(lock: *mut Memory) -> i32;
    fn pthread_rwlock_destroy(lock: *mut Memory) -> i32;
    fn pthread_barrier_init(barrier: *mut Memory, attributes: *const Memory, count: u32) -> i32;
    fn pthread_barrier_wait(barrier: *mut Memory) -> i32;
    fn pthread_once(once: *mut i32, function: extern "C" fn()) -> i32;
    fn pthread_key_create(key: *mut u32, destructor: Option<extern "C" fn(*mut c_void)>) -> i32;
    fn pthread_setspecific(key: u32, value: *const c_void) -> i32;
    fn pthread_getspecific(key: u32) -> *mut c_void;
    fn pthread_key_delete(key: u32) -> i32;
    fn pthread_atfork(prepare: Option<extern "C" fn()>, parent: Option<extern "C" fn()>, child: Option<extern "C" fn()>) -> i32;
    fn sched_yield() -> i32;
}

struct Shared {
    mutex: Box<Memory>,
    condition: Box<Memory>,
    lock: Box<Memory>,
    barrier: Box<Memory>,
    value: usize,
    key: u32,
    once: i32,
}

static ONCE: AtomicUsize = AtomicUsize::new(0);
static GONE: AtomicUsize = AtomicUsize::new(0);

extern "C" fn once() {
    ONCE.fetch_add(1, SeqCst);
}

extern "C" fn gone(value: *mut c_void) {
    GONE.fetch_add(value as usize, SeqCst);
}

extern "C" fn worker(argument: *mut c_void) -> *mut c_void {
    let shared = argument.cast::<Shared>();
    unsafe {
        for _ in 0..1000 {
            pthread_mutex_lock(&mut *(*shared).mutex);
            (*shared).value += 1;
            pthread_mutex_unlock(&mut *(*shared).mutex);
        }
        pthread_once(&mut (*shared).once, once);
        pthread_setspecific((*shared).key, 10usize as *const c_void);
        pthread_rwlock_rdlock(&mut *(*shared).lock);
        sched_yield();
        pthread_rwlock_unlock(&mut *(*shared).lock);
        let serial = pthread_barrier_wait(&mut *(*shared).barrier);
        pthread_mutex_lock(&mut *(*shared).mutex);
        (*shared).value += 1;
        pthread_cond_signal(&mut *(*shared).condition);
        pthread_mutex_unlock(&mut *(*shared).mutex);
        if serial == -1 {
            pthread_exit(5usize as *mut c_void);
        }
    }
    3usize as *mut c_void
}

extern "C" fn detached(argument: *mut c_void) -> *mut c_void {
    let shared = argument.cast::<Shared>();
    unsafe {
        pthread_detach(pthread_self());
        pthread_mutex_lock(&mut *(*shared).mutex);
        (*shared).value = 1;
        pthread_cond_broadcast(&mut *(*shared).condition);
        pthread_mutex_unlock(&mut *(*shared).mutex);
    }
    null_mut()
}

fn main() {
    let mut shared = Shared { mutex: Memory::new(), condition: Memory::new(), lock: Memory::new(), barrier: Memory::new(),
                              value: 0, key: 0, once: 0 };
    let mut attributes = Memory::new();
    let (mut size, mut state, mut threads, mut results) = (0, 7, [0u64; 4], Vec::new());
    unsafe {
        println!("{}", pthread_attr_init(&mut *attributes));
        println!("{} {}", pthread_attr_setstacksize(&mut *attributes, 1 << 20), pthread_attr_setstacksize(&mut *attributes, 1));
        println!("{} {size}", pthread_attr_getstacksize(&*attributes, &mut size));
        println!("{size}");
        println!("{}", pthread_attr_getdetachstate(&*attributes, &mut state));
        println!("{state}");
        println!("{}", pthread_mutex_init(&mut *shared.mutex, null()));
        println!("{}", pthread_cond_init(&mut *shared.condition, null()));
        println!("{}", pthread_rwlock_init(&mut *shared.lock, null()));
        println!("{}", pthread_barrier_init(&mut *shared.barrier, null(), 4));
        println!("{}", pthread_key_create(&mut shared.key, Some(gone)));
        let pointer = (&raw mut shared).cast::<c_void>();
        for thread in &mut threads {
            println!("{}", pthread_create(thread, &*attributes, worker, pointer));
        }
        pthread_mutex_lock(&mut *shared.mutex);
        while std::ptr::read_volatile(&shared.value) != 4004 {
            pthread_cond_wait(&mut *shared.condition, &mut *shared.mutex);
        }
        pthread_mutex_unlock(&mut *shared.mutex);
        for thread in threads {
            let mut result = null_mut();
            println!("{}", pthread_join(thread, &mut result));
            results.push(result as usize);
        }
        results.sort();
        println!("{results:?} {} {} {}", shared.value, ONCE.load(SeqCst), GONE.load(SeqCst));
        println!("{} {:?}", pthread_setspecific(shared.key, 7usize as *const c_void), pthread_getspecific(shared.key));
        println!("{}", pthread_key_delete(shared.key));

        println!("{} {}", pthread_equal(pthread_self(), pthread_self()), pthread_equal(pthread_self(), threads[0]));
        let mut name = [0 as c_char; 16];
        println!("{}", pthread_setname_np(pthread_self(), b"a-name\0".as_ptr().cast()));
        println!("{}", pthread_getname_np(pthread_self(), name.as_mut_ptr(), 16));
        println!("{:?}", CStr::from_ptr(name.as_ptr()));

        println!("{}", pthread_attr_setdetachstate(&mut *attributes, 1));
        shared.value = 0;
        let pointer = (&raw mut shared).cast::<c_void>();
        println!("{}", pthread_create(&mut threads[0], null(), detached, pointer));
        pthread_mutex_lock(&mut *shared.mutex);
        while std::ptr::read_volatile(&shared.value) == 0 {
            pthread_cond_wait(&mut *shared.condition, &mut *shared.mutex);
        }
        let until = [1i64, 0];
        println!("{}", pthread_cond_timedwait(&mut *shared.condition, &mut *shared.mutex, &until));
        pthread_mutex_unlock(&mut *shared.mutex);

        println!("{} {}", pthread_rwlock_tryrdlock(&mut *shared.lock), pthread_rwlock_trywrlock(&mut *shared.lock));
        println!("{} {}", pthread_rwlock_unlock(&mut *shared.lock), pthread_rwlock_wrlock(&mut *shared.lock));
        println!("{} {}", pthread_rwlock_tryrdlock(&mut *shared.lock), pthread_rwlock_unlock(&mut *shared.lock));
        println!("{}", pthread_rwlock_destroy(&mut *shared.lock));

        let (mut recursive, mut kind) = (Memory::new(), Memory::new());
        println!("{} {}", pthread_mutexattr_init(&mut *kind), pthread_mutexattr_settype(&mut *kind, 1));
        println!("{} {}", pthread_mutex_init(&mut *recursive, &*kind), pthread_mutexattr_destroy(&mut *kind));
        println!("{} {}", pthread_mutex_lock(&mut *recursive), pthread_mutex_trylock(&mut *recursive));
        println!("{} {}", pthread_mutex_unlock(&mut *recursive), pthread_mutex_unlock(&mut *recursive));
        println!("{} {}", pthread_mutex_unlock(&mut *recursive), pthread_mutex_destroy(&mut *recursive));
        println!("{}", pthread_cond_destroy(&mut *shared.condition));
        println!("{}", pthread_attr_destroy(&mut *attributes));
        println!("{}", pthread_atfork(None, None, None));
    }
    let named = std::thread::Builder::new().name("the name".into()).stack_size(4 << 20).spawn(|| {
        let mut name = [0 as c_char; 16];
        unsafe { pthread_getname_np(pthread_self(), name.as_mut_ptr(), 16) };
        println!("{:?} {:?}", std::thread::current().name(), unsafe { CStr::from_ptr(name.as_ptr()) });
    });
    named.unwrap().join().unwrap();
    drop(std::thread::spawn(|| ()));
    println!("{:?}", std::thread::scope(|s| s.spawn(|| std::thread::current().id() != std::thread::current().id()).join().unwrap()));
}
