/** Tells how far work is, from 0 to 1, only as finely as a bar can show it. */
const STEPS = 1_000

/** For one run: `tell` gets the first `done` of each step. */
export function inSteps(tell: (done: number) => void): (done: number) => void {
  let told = 0
  return (done) => {
    const step = Math.floor(done * STEPS)
    if (step === told) return
    told = step
    tell(done)
  }
}
