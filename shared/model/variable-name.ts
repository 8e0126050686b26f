/** A name of an environment variable that every shell and program accepts. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
