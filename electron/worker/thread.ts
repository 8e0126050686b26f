/** The beginning of a worker's thread. It is built as a file of its own. */
import { serveTask } from './serve.ts'
import { tasks } from './tasks.ts'

serveTask(tasks)
