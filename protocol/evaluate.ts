// Asks a condition of what has been recorded: true, false or unknown by Kleene's strong logic. Total and bounded: whatever
// tree it is given, also one that no schema has seen, it answers and never throws; a tree beyond the bounds is unknown as a
// whole, so that no order of its parts can matter. Only own data properties are read: no getter runs, no prototype is asked.
import type { CompareOp, Condition, Facts, RoutingValue, Scalar, Truth } from './condition.ts';
import { addDuration, parseDuration } from './time.ts';

export const maxConditionNodes = 200;
export const maxConditionDepth = 12;
/** A list of options times a list of values is compared pair by pair; more than this is unknown. */
const maxPairs = 20_000;

interface Budget {
  nodes: number;
  over: boolean;
}
type Reader = (key: string) => unknown;

export function evaluate(condition: Condition, facts: Facts): Truth {
  const budget: Budget = { nodes: 0, over: false };
  const truth = ask(condition, facts, budget, 1);
  return budget.over ? 'unknown' : truth;
}

export const not = (truth: Truth): Truth => (truth === 'true' ? 'false' : truth === 'false' ? 'true' : 'unknown');

function ask(condition: unknown, facts: Facts, budget: Budget, depth: number): Truth {
  budget.nodes += 1;
  if (depth > maxConditionDepth || budget.nodes > maxConditionNodes) budget.over = true;
  const get = reader(condition);
  if (budget.over || !get) return 'unknown';
  switch (get('kind')) {
    case 'all': return combine(get('of'), 'false', facts, budget, depth);
    case 'any': return combine(get('of'), 'true', facts, budget, depth);
    case 'not': return not(ask(get('of'), facts, budget, depth + 1));
    case 'compare': return compare(operand(get('left'), facts), get('op'), operand(get('right'), facts), facts);
    case 'in': return isIn(operand(get('left'), facts), get('options'));
    case 'exists': return field(get('ref'), facts) === undefined ? 'false' : 'true';
    case 'count': return count(field(get('ref'), facts), get('op'), get('value'));
    case 'since': return since(field(get('ref'), facts), get('op'), get('duration'), facts);
    case 'fact': return fact(get('id'), facts, budget, depth);
    default: return 'unknown';
  }
}

/** All or any of: `decisive` settles it, else unknown if any part is. Every part is asked, so that bounds do not depend on answers. */
function combine(of: unknown, decisive: 'true' | 'false', facts: Facts, budget: Budget, depth: number): Truth {
  if (!Array.isArray(of)) return 'unknown';
  let truth: Truth = not(decisive);
  for (let i = 0; i < of.length && !budget.over; i += 1) {
    const part = ask(ownValue(of, i), facts, budget, depth + 1);
    if (part === decisive) truth = decisive;
    else if (part === 'unknown' && truth !== decisive) truth = 'unknown';
  }
  return truth;
}

/** A fact is true if something recorded makes it so, else false: a missing answer never makes a fact true. */
function fact(id: unknown, facts: Facts, budget: Budget, depth: number): Truth {
  const condition = typeof id === 'string' ? facts.fact(id) : undefined;
  if (!condition) return 'unknown';
  return ask(condition, facts, budget, depth + 1) === 'true' ? 'true' : 'false';
}

function compare(left: unknown, op: unknown, right: unknown, facts: Facts): Truth {
  if (!isScalar(left) || !isScalar(right) || !isOp(op) || typeof left !== typeof right) return 'unknown';
  if (op === 'eq' || op === 'ne') return truthOf((left === right) === (op === 'eq'));
  if (typeof left === 'number' && typeof right === 'number') return order(left, op, right);
  if (typeof left !== 'string' || typeof right !== 'string') return 'unknown';
  const [leftRank, rightRank] = [facts.rank(left), facts.rank(right)];
  return leftRank === undefined || rightRank === undefined ? 'unknown' : order(leftRank, op, rightRank);
}

function order(left: number, op: CompareOp, right: number): Truth {
  switch (op) {
    case 'eq': return truthOf(left === right);
    case 'ne': return truthOf(left !== right);
    case 'lt': return truthOf(left < right);
    case 'le': return truthOf(left <= right);
    case 'gt': return truthOf(left > right);
    case 'ge': return truthOf(left >= right);
  }
}

/** One of the options; of a list of chosen options: any of them is. */
function isIn(left: RoutingValue | undefined, options: unknown): Truth {
  if (left === undefined || !Array.isArray(options)) return 'unknown';
  const values: readonly unknown[] = Array.isArray(left) ? left : [left];
  if (values.length * options.length > maxPairs) return 'unknown';
  let comparable = options.length === 0 || values.length === 0;
  for (let o = 0; o < options.length; o += 1) {
    const option = ownValue(options, o);
    for (let v = 0; v < values.length; v += 1) {
      const value = ownValue(values, v);
      if (!isScalar(option) || !isScalar(value) || typeof option !== typeof value) continue;
      comparable = true;
      if (option === value) return 'true';
    }
  }
  return comparable ? 'false' : 'unknown';
}

function count(value: RoutingValue | undefined, op: unknown, than: unknown): Truth {
  return Array.isArray(value) && isOp(op) && isNumber(than) ? order(value.length, op, than) : 'unknown';
}

/** "More than 30 days since x" asks whether now is after the instant 30 days after x, in the unit's wall-clock time. */
function since(value: RoutingValue | undefined, op: unknown, duration: unknown, facts: Facts): Truth {
  if (!isNumber(value) || !isOp(op) || typeof duration !== 'string') return 'unknown';
  const parsed = parseDuration(duration);
  return parsed ? order(facts.at, op, addDuration(value, parsed, facts.offsets ?? [])) : 'unknown';
}

function operand(of: unknown, facts: Facts): RoutingValue | undefined {
  const get = reader(of);
  if (!get) return undefined;
  switch (get('kind')) {
    case 'field': return field(get('ref'), facts);
    case 'case': {
      const name = get('name');
      switch (name) {
        case 'level': case 'status': case 'everHigh': case 'breaches': case 'openHandoffs': case 'otherRuns': return facts.caseFact(name);
        default: return undefined;
      }
    }
    case 'outcome': {
      const step = get('step');
      return typeof step === 'string' ? facts.outcome(step) : undefined;
    }
    case 'value': {
      const value = get('value');
      return isScalar(value) ? value : undefined;
    }
    default: return undefined;
  }
}

function field(ref: unknown, facts: Facts): RoutingValue | undefined {
  return typeof ref === 'string' ? facts.field(ref) : undefined;
}

function reader(of: unknown): Reader | undefined {
  return typeof of === 'object' && of !== null ? (key) => ownValue(of, key) : undefined;
}
/** The value of an own data property. A getter has no value, so it is never run. */
function ownValue(of: object, key: string | number): unknown {
  const property: { value?: unknown } | undefined = Object.getOwnPropertyDescriptor(of, key);
  return property?.value;
}

const truthOf = (value: boolean): Truth => (value ? 'true' : 'false');
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isScalar = (value: unknown): value is Scalar => typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
const isOp = (op: unknown): op is CompareOp => op === 'eq' || op === 'ne' || op === 'lt' || op === 'le' || op === 'gt' || op === 'ge';
