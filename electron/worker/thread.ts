/** The entry of a worker's thread, built as a separate file. */
import { serveTask } from './serve.ts'
import { tasks } from './tasks.ts'

serveTask(tasks)
