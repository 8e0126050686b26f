/** Reports how far work is, from 0 to 1, only as finely as a bar can show it. */
const STEPS = 1_000

/** For one run: `report` gets the first `done` of each step. */
export function inSteps(report: (done: number) => void): (done: number) => void {
  let reported = 0
  return (done) => {
    const step = Math.floor(done * STEPS)
    if (step === reported) return
    reported = step
    report(done)
  }
}
