// The protocol both sides of the benchmark run: eight steps of one role, one after the other, each due in four hours.
// Apart from the plan, since the workflow written by hand may not carry the schema into its sandbox.
export const protocolKey = 'eight_steps';
export const stepNames = ['screen', 'check', 'call', 'interview', 'gather', 'assess', 'plan', 'review'] as const;
export const stepHours = 4;
export const role = 'analyst';
