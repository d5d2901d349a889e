import * as z from "zod/mini";
import { anything, dateTime, may, must, object, oneOf, plainText } from "./members.js";
import { contextSchema, transactionKinds, transactionStatuses } from "./schema.js";

// What leaves for a human, and what comes back.

const tried = () =>
  object("TriedRemedies", "Remedies tried without success for one cause.", {
    cause: must("The code of the cause.", plainText),
    actions: must("The actions that were tried.", z.array(plainText)),
  });

const packetCause = () =>
  object("PacketCause", "One cause of the diagnosis.", {
    code: must("The code of the cause.", plainText),
    certainty: must("How sure the rules are.", oneOf("certain", "likely", "possible")),
    rules: must("The names of the rules that fired.", z.array(plainText)),
    providerCodes: may(
      "The codes that name this cause.",
      z.array(
        object("PacketCode", "One code of a provider.", {
          provider: must("The provider.", plainText),
          code: must("The code.", plainText),
        }),
      ),
    ),
  });

/** What was tried, as it was understood. */
export const transactionSummarySchema = () =>
  object("TransactionSummary", "What was tried, as it was understood.", {
    kind: must("What it was for.", oneOf(...transactionKinds)),
    amount: may(
      "Its amount.",
      object("SummaryAmount", "An amount in major units, with exactly its currency's digits.", {
        value: must("The amount as a decimal text.", plainText),
        currency: must("Its currency.", plainText),
      }),
    ),
    status: must("How it ended.", oneOf(...transactionStatuses)),
    at: may("When it was attempted.", dateTime),
    reference: may("Its reference.", plainText),
    instrument: may(
      "What paid.",
      object("SummaryInstrument", "The card, wallet or account that pays.", {
        kind: may("What it is.", plainText),
        brand: may("The card network.", plainText),
      }),
    ),
  });

/** The codes that were read, and the message. */
export const saidSchema = () =>
  z.array(
    object("Said", "A code or message that the provider sent, redacted, with what its table says about it.", {
      provider: must("The provider.", plainText),
      name: must("The provider's proper name.", plainText),
      scheme: must('The namespace of the code; "message" for a sentence.', plainText),
      code: must("The code as it was sent.", plainText),
      meaning: may("What it means, in English; null where no table has it.", plainText),
      cause: may("The cause that it names; null where it names none.", plainText),
      retry: may(
        "What its table says about trying again; null where no table has it.",
        oneOf("now", "after_remedy", "later", "check_status_first", "never", "unknown"),
      ),
      party: may(
        "Whose it is to mend; null where that is unknown.",
        oneOf("customer", "payee", "merchant", "issuer", "network", "provider", "wallet"),
      ),
      source: may(
        "Where the meaning is published.",
        object("SaidSource", "A publication of a provider.", {
          title: must("Its title.", plainText),
          url: must("Its address.", plainText),
          date: must("When it was read, YYYY-MM-DD.", plainText),
        }),
      ),
    }),
  );

/** A hand-off packet, version 1. */
export const packetSchema = /* @__PURE__ */ (() =>
  object(
    "HandoffPacket",
    "Everything a person needs to take over, redacted; enough to make the same diagnosis again.",
    {
      schema: must("The version of this schema.", oneOf("txwhy.handoff/1")),
      reason: must(
        "Why it was escalated.",
        oneOf("unknown_outcome", "needs_human", "conflicting_evidence", "remedies_exhausted", "no_rule_matched"),
      ),
      priority: must("How urgent it is.", oneOf("urgent", "high", "normal", "low")),
      options: must(
        "The options of the diagnosis.",
        object("PacketOptions", "The options of the diagnosis.", {
          locale: must("The language of the answer.", plainText),
          now: may("The moment at which the answer was read.", dateTime),
          audience: must("Who read the answer.", oneOf("customer", "agent")),
          profile: may("The profile, by id or whole.", anything),
        }),
      ),
      ruleSet: must(
        "The rules that made the diagnosis.",
        object("PacketRuleSet", "The rules that made the diagnosis.", {
          id: must("Their name.", plainText),
          version: must("Their version.", plainText),
          hash: must("SHA-256 of everything that the diagnosis depends on.", plainText),
        }),
      ),
      transaction: must("What was tried, as it was understood.", transactionSummarySchema()),
      said: must("Every code that was read, the one that decides first; then the message.", saidSchema()),
      context: must("The context as it was given, redacted.", contextSchema),
      causes: must("The causes, most decisive first.", z.array(packetCause())),
      questions: must("JSON Pointers of missing facts that are worth asking for.", z.array(plainText)),
      conflicts: must(
        "Evidence that contradicts itself.",
        z.array(
          object("PacketConflict", "Facts that contradict a cause.", {
            cause: must("The code of the cause.", plainText),
            facts: must("The facts that contradict it.", z.array(plainText)),
          }),
        ),
      ),
      tried: must("Remedies already tried.", z.array(tried())),
    },
  ))();

/** How an escalation ended, as the support desk reports it. */
export const outcomeSchema = /* @__PURE__ */ (() =>
  object("Outcome", "How an escalation ended, as the support desk reports it.", {
    ticket: must("The support desk's reference.", plainText),
    result: must("Whether the transaction went through in the end.", oneOf("solved", "not_solved", "pending")),
    remedy: may("The action that worked (contract §4).", plainText),
    tried: may("Actions tried without success, by cause.", z.array(tried())),
    note: may("A note of the agent.", plainText),
    at: may("When it was settled.", dateTime),
  }))();
