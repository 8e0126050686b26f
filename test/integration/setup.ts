/** Runs once before all tests: builds the program, which the kill tests run in separate processes. */
import { buildIfNeeded } from '../../scripts/build.ts'

export async function setup(): Promise<void> {
  await buildIfNeeded()
}
