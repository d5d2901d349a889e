import * as z from "zod/mini";

// The page's policy forbids making code from text, which zod would otherwise try. Must be imported before any schema.
z.config({ jitless: true });
