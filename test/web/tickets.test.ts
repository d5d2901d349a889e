import { beforeEach, describe, expect, it } from "vitest";
import { earlierTickets, openTicket, returnTo, sendTab, type Ticket, ticket } from "../../src/web/tickets.js";

describe("the text that is shown to be taken out", () => {
  beforeEach(() => {
    openTicket("first");
    sendTab.value = "packet";
  });

  it("is the reply again in a new ticket", () => {
    openTicket("second");
    expect(sendTab.value).toBe("reply");
  });

  it("is the reply again in a ticket that is gone back to", () => {
    openTicket("second");
    sendTab.value = "note";
    returnTo(earlierTickets.value[0] as Ticket);
    expect(ticket.value.text).toBe("first");
    expect(sendTab.value).toBe("reply");
  });
});
