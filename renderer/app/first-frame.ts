/**
 * Runs the app after the first frame of the page. That frame shows what `renderer/index.html` holds; loading and running the app takes a second on
 * a slow machine, and the page draws nothing meanwhile.
 */
import '../styles/all.css'

/** A page that is not shown draws no frame. */
const LONGEST_WAIT_MS = 1_000

/** Running it twice is the same as once. */
const run = () => void import('./main.tsx')

requestAnimationFrame(() => setTimeout(run))
setTimeout(run, LONGEST_WAIT_MS)
