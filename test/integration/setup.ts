/** Once before all: the kill tests run the built program in processes of their own. */
import { buildIfNeeded } from '../../scripts/build.ts'

export async function setup(): Promise<void> {
  await buildIfNeeded()
}
