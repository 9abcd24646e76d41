//! The table that the bench prints: what must be reached, what was measured, and whether it is.

/// Rows of measures.
#[derive(Default)]
pub(crate) struct Table(Vec<[String; 4]>);

impl Table {
    /// A measure with a limit.
    pub(crate) fn must(&mut self, measure: &str, limit: &str, measured: String, reached: bool) {
        let verdict = if reached { "ok" } else { "NOT" };
        self.add([measure.to_owned(), limit.to_owned(), measured, verdict.to_owned()]);
    }

    /// A measure that stands beside another for comparison.
    pub(crate) fn beside(&mut self, measure: &str, measured: String) {
        self.add([format!("  {measure}"), String::new(), measured, String::new()]);
    }

    /// A measure that cannot be taken on this system.
    pub(crate) fn unmeasured(&mut self, measure: &str, limit: &str) {
        self.add([measure.to_owned(), limit.to_owned(), "not measured on this system".to_owned(), String::new()]);
    }

    fn add(&mut self, row: [String; 4]) {
        eprintln!("  {}: {} {}", row[0].trim(), row[2], row[3]);
        self.0.push(row);
    }

    /// Prints it.
    pub(crate) fn print(&self) {
        let head = ["measure", "must reach", "measured", ""].map(str::to_owned);
        let rows: Vec<&[String; 4]> = std::iter::once(&head).chain(&self.0).collect();
        let width = |of: fn(&[String; 4]) -> &String| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
        let (first, second, third) = (width(|row| &row[0]), width(|row| &row[1]), width(|row| &row[2]));
        println!();
        for [measure, limit, measured, verdict] in rows {
            println!("{measure:<first$}  {limit:<second$}  {measured:>third$}  {verdict}");
        }
    }
}
