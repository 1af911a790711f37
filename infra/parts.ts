import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { NodeFunctionProps } from './constructs/node-function.ts';
import { type FunctionName, functions, type Setting } from './functions.ts';
import { logRetention } from './log-retention.ts';
import type { Stage } from './stage.ts';

/** What every part of the stack is given. */
export interface Parts {
  readonly stage: Stage;
  /** The built code of each function. */
  readonly code: Readonly<Record<FunctionName, Code>>;
  /** Where alarms are told. */
  readonly alarmTopic: ITopic;
}

/** The settings that a function is given by its construct, not by whoever describes it. */
type GivenByConstruct = 'DEAD_LETTER_QUEUE_URL' | 'MAX_RECEIVES' | 'OWN_QUEUE_URL';

/** A value for each setting of a function, apart from those its construct gives. */
type EnvironmentOf<Name extends FunctionName> = Readonly<
  Record<Exclude<(typeof functions)[Name]['environment'][number], GivenByConstruct>, string>
>;

/** A function's row of the table in functions.ts, with its code and the values of its settings. */
export const describe = <Name extends FunctionName>(
  { stage, code }: Parts,
  name: Name,
  environment: EnvironmentOf<Name>,
): NodeFunctionProps => {
  const { purpose, memory, timeout } = functions[name];
  return {
    purpose,
    memory,
    timeout,
    code: code[name],
    environment: environment satisfies Partial<Record<Setting, string>>,
    logRetention: logRetention(stage),
  };
};
