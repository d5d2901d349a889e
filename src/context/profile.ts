import * as z from "zod/mini";
import {
  dateTime,
  exactObject,
  flag,
  may,
  must,
  nonEmpty,
  oneOf,
  plainText,
  plainWord,
  special,
  whole,
  zone,
} from "./members.js";

const clock = /* @__PURE__ */ special("clock", { type: "string", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" });
const name = /* @__PURE__ */ special("name", { type: "string", pattern: "^[a-z0-9_-]+$" });
const day = /* @__PURE__ */ special("day", { type: "string", format: "date" });
const atLeastOne = <S extends z.ZodMiniType>(element: S) => z.array(element).check(z.minLength(1));

const openingHours = () =>
  exactObject("OpeningHours", "When a channel is open, on some days of the week.", {
    days: must("Days of the week: 1 is Monday, 7 is Sunday.", atLeastOne(whole(1, 7))),
    from: must("From this time of the day, HH:MM in the channel's time zone.", clock),
    to: must("Up to this time of the day, HH:MM; 24:00 is the end of the day.", clock),
  });

const channel = () =>
  exactObject("SupportChannel", "One way to reach human support.", {
    kind: must("What it is.", oneOf("phone", "chat", "email")),
    address: may("The number, link or address. Left out where it is only in the app.", nonEmpty),
    hours: may(
      'Opening hours, or "always". Unknown where they are left out, or given without `timeZone`.',
      z.union([oneOf("always"), atLeastOne(openingHours())]),
    ),
    timeZone: may("The IANA time zone of the hours, such as Asia/Jakarta.", zone),
    languages: may("The languages spoken, as BCP 47 tags.", z.array(plainWord)),
    needsLogin: may("Whether it can be reached only while signed in.", flag),
  });

/** A wallet's support directory and password policy. Channels never come from pasted input. */
export const profileSchema = /* @__PURE__ */ (() =>
  exactObject(
    "Profile",
    "A wallet's support directory and password policy: where people are sent. Never taken from the context.",
    {
      $schema: may("The JSON Schema of the file, for editors.", plainText),
      id: must("The name by which the profile is chosen.", name),
      name: must("The wallet's name.", plainText),
      channels: must("Every way to reach support, at least one.", atLeastOne(channel())),
      passwordPolicy: may(
        "What a new payment password must be like.",
        exactObject("PasswordPolicy", "What a new payment password must be like.", {
          contains: must("What it must contain.", z.array(oneOf("letters", "digits", "special_characters"))),
          notPrevious: must("Whether it must differ from the previous ones.", flag),
        }),
      ),
      resetSteps: may(
        "The steps that reset the payment password, by language tag.",
        z.record(z.string(), atLeastOne(nonEmpty)),
      ),
      tone: may(
        "How it speaks to its customers, by language tag. {address} stands for the form of address.",
        z.record(
          z.string(),
          exactObject("Tone", "How a desk speaks to its customers in one language.", {
            address: may('The form of address, such as "Kak".', nonEmpty),
            greeting: may("How a message begins.", nonEmpty),
            close: may("How a message ends that may be answered.", nonEmpty),
            signOff: may("Who signs.", nonEmpty),
          }),
        ),
      ),
      source: must(
        "Where the channels are from.",
        exactObject("ProfileSource", "Where the data of a profile are from.", {
          title: must("The title of the source.", plainText),
          url: may("Its address.", plainText),
          date: must("When it was verified, YYYY-MM-DD.", day),
          verified: may("How it was verified.", plainText),
        }),
      ),
    },
  ))();

/** The options of `diagnose`, without `rules`, which are no JSON. */
export const optionsSchema = /* @__PURE__ */ (() =>
  exactObject("Options", "How to diagnose.", {
    locale: may("BCP 47 tag.", plainText),
    now: may("The moment at which the answer is read.", dateTime),
    audience: may("Who reads the answer.", oneOf("customer", "agent")),
    profile: may("A profile's id, or a profile.", z.union([plainText, profileSchema])),
  }))();
