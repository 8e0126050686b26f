/** An emulated provider's refusal. The code that finds the reason throws it; the code that knows the provider's error form writes it. */
export class Refusal extends Error {
  readonly status: number
  /** The part of the request that is wrong. */
  readonly pointer: string | undefined

  constructor(status: number, detail: string, pointer?: string) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.pointer = pointer
  }
}
