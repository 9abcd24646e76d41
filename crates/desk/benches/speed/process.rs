//! What this process takes of the machine, as Linux counts it.

use std::{fs, time::Duration};

/// The most memory that was resident since [`forget_peak`], in bytes. None where the system does not say.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// Begins to look for the peak anew. Where that is not possible, the peak is that of the whole run.
pub(crate) fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Processor time so far, of all threads. None where the system does not say.
pub(crate) fn processor_time() -> Option<Duration> {
    let schedule = fs::read_dir("/proc/self/task").ok()?.filter_map(|task| {
        let text = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    Some(Duration::from_nanos(schedule.sum()))
}
