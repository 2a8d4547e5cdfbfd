# Time of farringtonFlexible for the last month of each series of a sample. Needs: apt-get install r-cran-surveillance
suppressMessages(library(surveillance))
d <- read.csv(commandArgs(TRUE)[1])
m <- matrix(d$y, ncol = length(unique(d$series)))
ctl <- list(range = nrow(m), b = 4, w = 1, noPeriods = 10, pastWeeksNotIncluded = 6, reweight = TRUE, weightsThreshold = 2.58, trend = TRUE,
            pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.01, limit54 = c(0, 4), glmWarnings = FALSE, verbose = FALSE)
spent <- function() sum(proc.time()[1:2])
start <- spent()
for (i in seq_len(ncol(m))) {
  s <- sts(observed = m[, i, drop = FALSE], start = c(2020, 1), frequency = 12)
  suppressWarnings(try(farringtonFlexible(s, ctl), silent = TRUE))
}
cat(sprintf("R %s, surveillance %s, %.0f us of processor a series (%d series)\n", getRversion(), packageVersion("surveillance"),
            1e6 * (spent() - start) / ncol(m), ncol(m)))
