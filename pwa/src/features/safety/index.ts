// What other features use of this one.
export { aftercareKind, refreshPlan, safetyKind } from './state';
